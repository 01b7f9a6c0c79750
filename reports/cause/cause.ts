import type { Mismatch, Result } from "../../harness/run/results.ts";
import { type CauseRule, filled, fits } from "./cause-rule.ts";
import { visible } from "../visible.ts";
import { layerRules } from "./layer-rules.ts";
import { outcomeRules } from "./outcome-rules.ts";
import { viewRules } from "./view-rules.ts";

/** What a mismatch comes from, as a rule tells it. */
export interface Cause {
  /** What results are grouped by. */
  readonly name: string;
  /** The diagnosis, a sentence without a full stop. */
  readonly sentence: string;
  /** The mismatch that it was told by; absent where the run itself broke down. */
  readonly mismatch?: Mismatch;
}

/** What lies in the layers explains what is seen through them, and that explains what calls answer. */
const rules: readonly CauseRule[] = [...layerRules, ...viewRules, ...outcomeRules];

const other: CauseRule = {
  cause: "{field} differs",
  says: "{field} of {at} is {observed}, not {expected}",
};

const breakdowns: Readonly<Partial<Record<Result["verdict"], string>>> = {
  hang: "a step does not return",
  crash: "the subject ends before its time",
  error: "the harness or the adapter is at fault",
  fixed: "listed as a known failure, and passes",
};

type Judged = Pick<Result, "verdict" | "mismatches" | "reason">;

/** The causes of a result, the one that explains most first; each name once. None where it passes or is skipped. */
export function causesOf({ verdict, mismatches, reason }: Judged): readonly Cause[] {
  const broken = breakdowns[verdict];
  const first = broken === undefined ? [] : [{ name: verdict, sentence: reason ?? broken }];
  const found = new Map<string, { readonly rank: number; readonly cause: Cause }>();
  for (const mismatch of mismatches) {
    const { rank, cause } = diagnose(mismatch);
    const known = found.get(cause.name);
    if (known === undefined || rank < known.rank) found.set(cause.name, { rank, cause });
  }
  const sorted = [...found.values()].toSorted((a, b) => a.rank - b.rank);
  return [...first, ...sorted.map(({ cause }) => cause)];
}

/** One mismatch by the first rule that fits. What only a reference tells ranks behind what is written. */
function diagnose(mismatch: Mismatch): { readonly rank: number; readonly cause: Cause } {
  const place = rules.findIndex((rule) => fits(rule, mismatch));
  const rule = rules[place] ?? other;
  const rank = place < 0 ? rules.length : place;
  return {
    rank: mismatch.against === "reference" ? rank + rules.length + 1 : rank,
    cause: {
      name: filled(rule.cause, mismatch),
      sentence: filled(rule.says, mismatch),
      mismatch,
    },
  };
}

/** The first cause in a line, then the names of the others, then the reason; of a result without causes, its reason. */
export function diagnosisOf(result: Result): string {
  const [first, ...more] = causesOf(result);
  if (first === undefined) return visible(result.reason ?? "no mismatch was kept");
  const reason = result.reason === null || result.reason === first.sentence ? [] : [result.reason];
  const also = more.length === 0 ? [] : [`also ${more.map(({ name }) => name).join(", ")}`];
  return [first.sentence, ...also, ...reason].map(visible).join("; ");
}
