import type { IdentifiedScenario } from "../../../harness/language/scenario.ts";
import type { Transcript } from "../../../harness/language/transcript.ts";
import { treeAt, treeNames } from "../../tree/at-step.ts";
import { expectedTree } from "../../tree/expected.ts";
import type { Other, Subject } from "./subject.ts";

/** The other runs that were observed; one that is the reference itself is not named a second time. */
export function otherRuns(subject: Subject, subjects: readonly Subject[]): readonly Subject[] {
  return subjects.filter(
    ({ index, transcript }) =>
      index !== subject.index && transcript !== undefined && transcript !== subject.reference,
  );
}

export function othersOf(
  subject: Subject,
  subjects: readonly Subject[],
  scenario: IdentifiedScenario | undefined,
): readonly Other[] {
  const own = subject.transcript?.observations ?? [];
  const { reference, run } = subject;
  return [
    ...(reference ? [otherOf("reference", run.reference, reference)] : []),
    { key: "expectation", name: "expectation", wanted: expectationOf(scenario) },
    ...otherRuns(subject, subjects).flatMap(({ index, name, transcript }) =>
      transcript === undefined ? [] : [otherOf(String(index), name, transcript)],
    ),
    {
      key: "before",
      name: "the step before",
      wanted: (tree, step) => ({ tree: treeAt(own, tree, step - 1) }),
    },
  ];
}

/** Of the end only: a scenario expects nothing of the trees before. */
function expectationOf(scenario: IdentifiedScenario | undefined): Other["wanted"] {
  const last = (scenario?.steps.length ?? 0) - 1;
  return (tree, step) => {
    if (step !== last || (tree !== "merged" && tree !== "upper" && tree !== "work"))
      return undefined;
    const node = scenario?.[tree];
    return node === undefined ? undefined : expectedTree(node);
  };
}

/** Only where that side was looked at: a tree that it does not have is not an empty one. */
function otherOf(key: string, name: string, { observations }: Transcript): Other {
  const has = new Set<string>(treeNames(observations));
  return {
    key,
    name,
    wanted: (tree, step) =>
      has.has(tree) ? { tree: treeAt(observations, tree, step) } : undefined,
  };
}
