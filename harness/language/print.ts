import type { Expectation } from "./expectation.ts";
import { namedFields, printValue } from "./print-value.ts";
import type { IdentifiedScenario } from "./scenario.ts";
import { type Call, type Credentials, type Step, specOf } from "./step.ts";
import type { Outcome } from "./transcript.ts";

/* The printed form: one line an op. Reports, terminals and bug reports share it. */

/** `rename /d /e RENAME_EXCHANGE -> EINVAL` */
export function print(step: Step): string {
  if (step.op === "concurrently") {
    return `concurrently { ${step.lanes.map((lane) => lane.map(print).join("; ")).join(" || ")} }`;
  }
  const want = step.want === undefined ? "" : ` -> ${printExpectation(step.want)}`;
  return `${printCall(step)}${want}`;
}

/** The op with its place and its credentials, without its expectation. */
export function printCall(call: Call): string {
  const place = call.on === undefined ? "" : `${call.on}: `;
  const who = call.as === undefined ? "" : ` as ${printCredentials(call.as)}`;
  const process = call.by === undefined ? "" : ` by ${call.by}`;
  return `${place}${[call.op, ...printArgs(call)].join(" ")}${who}${process}`;
}

function printArgs(call: Call): readonly string[] {
  const values = call as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(specOf(call.op).args).flatMap(([name, kind]) => {
    const value = values[name];
    if (value === undefined) return [];
    return [kind.print === undefined ? JSON.stringify(value) : kind.print(value)];
  });
}

function printCredentials({ uid, gid, groups, caps }: Credentials): string {
  const more = groups === undefined ? "" : `+${groups.join(",")}`;
  const can =
    caps === undefined ? "" : ` with ${caps.length === 0 ? "no capability" : caps.join(",")}`;
  return `${uid}:${gid}${more}${can}`;
}

export function printExpectation(want: Expectation): string {
  if ("fails" in want) return want.fails;
  if ("gives" in want) return printValue(want.gives);
  if ("oneOf" in want) return want.oneOf.map(printExpectation).join(" | ");
  if ("when" in want) {
    return `${want.when} ? ${printExpectation(want.then)} : ${printExpectation(want.otherwise)}`;
  }
  return "succeeds" in want ? "ok" : "recorded";
}

/** @param want shortens a long answer to what was asked of it */
export function printOutcome(outcome: Outcome, want?: Expectation): string {
  if ("errno" in outcome) return outcome.errno;
  if ("lack" in outcome) return `lack (${outcome.lack})`;
  if ("threw" in outcome) return `threw ${JSON.stringify(outcome.threw)}`;
  if ("lanes" in outcome) {
    return `{ ${outcome.lanes.map((lane) => lane.map((each) => printOutcome(each)).join("; ")).join(" || ")} }`;
  }
  return printValue(outcome.value, namedFields(want));
}

/** The whole scenario, layers first. */
export function printScenario(scenario: IdentifiedScenario): string {
  const layers = scenario.lowers.flatMap((steps, index) => [
    `lower${index}`,
    ...steps.map((step) => `  ${print(step)}`),
  ]);
  const upper = scenario.upperBefore?.map((step) => `  ${print(step)}`) ?? [];
  return [
    `# ${scenario.title}`,
    `cites ${scenario.cites.join(" ")}`,
    ...(scenario.peers ? [`peers ${scenario.peers.join(", ")}`] : []),
    ...(scenario.bugs ? [`bugs ${scenario.bugs.join(" ")}`] : []),
    ...layers,
    ...(upper.length > 0 ? ["upper", ...upper] : []),
    `mount ${printMount(scenario.mount)}`,
    ...scenario.steps.map((step) => `  ${print(step)}`),
  ].join("\n");
}

export function printMount(mount: IdentifiedScenario["mount"]): string {
  if (mount === "none") return "none";
  const options = Object.entries(mount ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  return options.length === 0 ? "defaults" : options.join(",");
}
