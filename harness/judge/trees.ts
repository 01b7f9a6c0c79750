import type { FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { TreeName } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import type { Difference } from "./entry.ts";
import { type JudgedTree, judgeTree } from "./expected-tree.ts";
import { lacksTree } from "./lacking.ts";
import type { Look } from "./looks.ts";
import { compareLooks } from "./reference.ts";

export interface JudgedTrees {
  readonly mismatches: readonly Mismatch[];
  readonly judged: number;
}

interface Setting {
  readonly lacks: Lacks;
  readonly features: FeatureSet;
  /** The step from which on the reference says nothing. */
  readonly parting: number;
  /** False where the subject could not carry out the last step: the final trees are not reached. */
  readonly complete: boolean;
  /** The step before which the reference has its say on everything. */
  readonly every: number;
}

/** The written trees at the end; everything else, after every step, by the reference. */
export function judgeTrees(
  scenario: Scenario,
  ours: readonly Look[],
  theirs: readonly Look[],
  { lacks, features, parting, complete, every }: Setting,
): JudgedTrees {
  const last = ours.at(-1);
  const written = complete
    ? judgeWritten(scenario, last, { lacks, features })
    : new Map<TreeName, JudgedTree>();
  const mismatches: Mismatch[] = [...written].flatMap(([where, { differences }]) =>
    differences.map((each) => ({
      step: last?.after ?? -1,
      where,
      ...each,
      against: "expectation" as const,
    })),
  );
  const said = new Set(mismatches.map(({ where, path, field }) => key(where, path, field)));
  const compared = compareLooks(ours, theirs, {
    lacks,
    before: parting,
    every,
    raced: firstRace(scenario),
  });
  for (const { tree: where, ...difference } of compared.differences) {
    const { step, path, field } = difference;
    // Another encoding of the same meaning is shown apart.
    if (field === "encoding" || said.has(key(where, path, field))) continue;
    // Where the scenario itself has spoken, the reference has no say.
    const decided = step === last?.after && written.get(where)?.decides(path, field) === true;
    if (decided && step >= every) continue;
    mismatches.push({ where, ...difference, against: "reference" });
  }
  return { mismatches, judged: written.size + compared.judged };
}

function firstRace({ steps }: Scenario): number {
  const first = steps.findIndex((step) => step.op === "concurrently" && step.lanes.length > 1);
  return first < 0 ? Infinity : first;
}

const key = (...parts: readonly unknown[]): string => JSON.stringify(parts);

const writtenTrees = ["merged", "upper", "work"] as const;

function judgeWritten(
  scenario: Scenario,
  last: Look | undefined,
  { lacks, features }: Pick<Setting, "lacks" | "features">,
) {
  const judged = new Map<TreeName, JudgedTree>();
  for (const name of writtenTrees) {
    const expected = scenario[name];
    if (expected === undefined || lacksTree(lacks, name)) continue;
    const tree = last?.trees[name];
    judged.set(
      name,
      tree === undefined ? unseen : judgeTree(expected, tree, { name, lacks, features }),
    );
  }
  return judged;
}

/** A tree that nobody looked at is no success. */
const notObserved: Difference = {
  path: "/",
  field: "tree",
  expected: "observed",
  observed: "not observed",
};
const unseen: JudgedTree = { differences: [notObserved], decides: () => false };
