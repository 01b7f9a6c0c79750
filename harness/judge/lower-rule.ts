import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Tree, TreeName } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { type Difference, entryDifferences, printEntry } from "./entry.ts";
import { lacksField, lacksTree } from "./lacking.ts";
import { type Look, treeNames } from "./looks.ts";
import { lowerWrites } from "./lower-writes.ts";
import { lowerUnchanged } from "./rules.ts";

export interface JudgedLowers {
  readonly mismatches: readonly Mismatch[];
  /** How many trees were compared. */
  readonly judged: number;
}

/** Every lower is after every step as it was before the first, or as the scenario itself last made it. */
export function judgeLowers(
  scenario: Scenario,
  ours: readonly Look[],
  theirs: readonly Look[],
  lacks: Lacks,
): JudgedLowers {
  if (scenario.unruly?.includes(lowerUnchanged.name)) return { mismatches: [], judged: 0 };
  const writes = lowerWrites(scenario);
  const bases = new Map<TreeName, Tree>();
  const seen = new Set<string>();
  const mismatches: Mismatch[] = [];
  let judged = 0;
  let last = -1;
  for (const look of ours) {
    const written = writes.slice(last + 1, look.after + 1);
    last = look.after;
    for (const name of treeNames(look).filter((each) => each.startsWith("lower"))) {
      const now = look.trees[name] ?? {};
      const base = bases.get(name);
      const meant = written.some((names) => names.has(name));
      if (base === undefined || meant) bases.set(name, now);
      if (base === undefined || meant || lacksTree(lacks, name)) continue;
      judged += 1;
      const reference = theirs.findLast(({ after }) => after <= look.after)?.trees[name];
      for (const path of (look.changed[name] ?? []).toSorted()) {
        for (const found of changesAt(path, base, now)) {
          const key = JSON.stringify([name, found]);
          if (lacksField(lacks, found.field) || seen.has(key)) continue;
          seen.add(key);
          if (isShown(path, found, base, reference)) continue;
          const against = { against: "rule", rule: lowerUnchanged.name } as const;
          mismatches.push({ step: look.after, where: name, ...found, ...against });
        }
      }
    }
  }
  return { mismatches, judged };
}

function changesAt(path: string, base: Tree, now: Tree): readonly Difference[] {
  const [before, after] = [base[path], now[path]];
  if (before === undefined && after === undefined) return [];
  if (before !== undefined && after !== undefined) {
    return entryDifferences(before, after).map((each) => ({ path, ...each }));
  }
  const expected = before === undefined ? "absent" : printEntry(before);
  return [
    {
      path,
      field: "entry",
      expected,
      observed: after === undefined ? "absent" : printEntry(after),
    },
  ];
}

/** Whether the reference's lower changed in the very same way. */
function isShown(path: string, found: Difference, base: Tree, reference: Tree | undefined) {
  return (
    reference !== undefined &&
    changesAt(path, base, reference).some(
      ({ field, observed }) => field === found.field && observed === found.observed,
    )
  );
}
