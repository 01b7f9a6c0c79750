import type { Expectation } from "../language/expectation.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Call, Step } from "../language/step.ts";
import { corruptExpectation } from "./corrupt-expectation.ts";
import { corruptTree } from "./corrupt-tree.ts";
import type { Variants } from "./corrupt-value.ts";

/** A scenario with one expectation turned into its opposite. */
export interface Corruption {
  /** `steps[2].want.gives.mode`, `upper /f removed` */
  readonly place: string;
  readonly scenario: IdentifiedScenario;
}

export interface Corruptions {
  readonly corrupted: readonly Corruption[];
  /** Places whose opposite cannot be said: `recorded`, first sights of `$same`, objects that may be anything. */
  readonly leftOut: readonly string[];
}

/**
 * Every expectation of a scenario in turn made wrong. A judge that is worth its name notices each, on the transcript
 * of a subject that fulfils the scenario as it is.
 */
export function corrupt(scenario: IdentifiedScenario): Corruptions {
  const bound = new Set<string>();
  const parts = [
    ...scenario.steps.map((step, index) =>
      placed(corruptStep(step, `steps[${index}]`, bound), (wrong) => ({
        ...scenario,
        steps: scenario.steps.with(index, wrong),
      })),
    ),
    ...(["merged", "upper", "work"] as const).flatMap((name) => {
      const expected = scenario[name];
      if (expected === undefined) return [];
      const { variants, leftOut } = corruptTree(expected, name);
      const named = variants.map(({ at, value }) => ({ at: `${name} ${at}`, value }));
      const rest = { variants: named, leftOut: leftOut.map((at) => `${name} ${at}`) };
      return [placed(rest, (wrong) => ({ ...scenario, [name]: wrong }))];
    }),
    ...(scenario.dockerDiff === undefined ? [] : [corruptDiff(scenario, scenario.dockerDiff)]),
  ];
  return {
    corrupted: parts.flatMap(({ corrupted }) => corrupted),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

/** Each line with another letter, and a line too many. */
function corruptDiff(scenario: IdentifiedScenario, lines: readonly string[]): Corruptions {
  const wrong = [
    ...lines.map((line, index) =>
      lines.with(index, `${line.startsWith("C") ? "A" : "C"}${line.slice(1)}`),
    ),
    [...lines, "A /corrupted"],
  ];
  return {
    corrupted: wrong.map((dockerDiff, index) => ({
      place: `dockerDiff[${index}]`,
      scenario: { ...scenario, dockerDiff },
    })),
    leftOut: [],
  };
}

function placed<T>(
  { variants, leftOut }: Variants<T>,
  put: (wrong: T) => IdentifiedScenario,
): Corruptions {
  return {
    corrupted: variants.map(({ at, value }) => ({ place: at, scenario: put(value) })),
    leftOut,
  };
}

function corruptStep(step: Step, at: string, bound: Set<string>): Variants<Step> {
  if (step.op !== "concurrently") return corruptCall(step, at, bound);
  const parts = step.lanes.flatMap((lane, index) =>
    lane.map((call, position) => {
      const { variants, leftOut } = corruptCall(call, `${at}.lanes[${index}][${position}]`, bound);
      const put = (wrong: Call): Step => ({
        ...step,
        lanes: step.lanes.with(index, lane.with(position, wrong)),
      });
      return { leftOut, variants: variants.map((each) => ({ ...each, value: put(each.value) })) };
    }),
  );
  return {
    variants: parts.flatMap(({ variants }) => variants),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

function corruptCall(call: Call, at: string, bound: Set<string>): Variants<Call> {
  const want: Expectation = (call.want as Expectation | undefined) ?? { succeeds: true };
  const { variants, leftOut } = corruptExpectation(want, `${at}.want`, bound);
  return {
    leftOut,
    variants: variants.map((each) => ({
      at: each.at,
      value: { ...call, want: each.value } as Call,
    })),
  };
}
