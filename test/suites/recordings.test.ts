import { expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { machineFields } from "../../harness/judge/machine-fields.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import { inapplicable } from "../../harness/run/applicability.ts";
import { readRecording, recorded, recordingNames } from "../../harness/run/recording/read.ts";
import type { Recording } from "../../harness/run/recording/shape.ts";
import type { Mismatch } from "../../harness/run/results.ts";
import { suites } from "../../suites/index.ts";
import { part } from "../part.ts";

const allScenarios = suites.flatMap(({ scenarios }) => scenarios);
const tried = part(allScenarios);

/*
 * Every kernel that was recorded does what the suite expects, by the features that were probed on it: no machine has to be
 * started to see it. Scenarios that became others since wait for the next recording.
 */

/** Recordings leave these fields out: only a kernel itself can be judged by them. */
function isLeftOut({ field = "", observed }: Mismatch): boolean {
  return (
    observed === "nothing" && field.split(/[.[\]]+/).some((part) => machineFields.includes(part))
  );
}

function mismatchesOf(scenario: IdentifiedScenario, transcript: Transcript, head: Recording) {
  const { features, lacks } = head;
  const { mismatches } = judge(scenario, transcript, { features, lacks });
  return mismatches.filter((each) => !isLeftOut(each));
}

const told = ({ id }: IdentifiedScenario, { step, where, field, expected, observed }: Mismatch) =>
  `${id}: step ${step} ${where} ${field ?? ""}: expected ${expected}, observed ${observed}`;

test.for(recordingNames())("%s passes the suite", { timeout: 60_000 }, (name) => {
  const head = readRecording(name);
  const red: string[] = [];
  let judged = 0;
  for (const scenario of tried) {
    if (inapplicable(scenario, head.features, head.lacks) !== undefined) continue;
    const transcript = recorded(name, scenario);
    if (typeof transcript === "string") continue;
    judged += 1;
    red.push(...mismatchesOf(scenario, transcript, head).map((each) => told(scenario, each)));
  }
  expect(red).toEqual([]);
  expect(judged).toBeGreaterThan(tried.length / 2);
});

test("a kernel that does otherwise is noticed in its recording", () => {
  const [name = ""] = recordingNames();
  const head = readRecording(name);
  const found = allScenarios.find(({ id, steps: [first] }) => {
    return id.startsWith("whiteout/") && first?.op === "unlink" && first.want === undefined;
  }) as IdentifiedScenario;
  const transcript = recorded(name, found) as Transcript;
  expect(mismatchesOf(found, transcript, head)).toEqual([]);
  const outcomes = [{ errno: "EIO" as const }, ...transcript.outcomes.slice(1)];
  expect(mismatchesOf(found, { ...transcript, outcomes }, head)).not.toEqual([]);
});
