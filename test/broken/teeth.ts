import { withDir } from "tmp-promise";
import type { IdentifiedScenario, Suite } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import { register } from "../../harness/run/registry.ts";
import { built } from "../../harness/run/where.ts";
import { type Teeth, bitten, digestOf } from "../../reports/coverage/teeth.ts";
import { findings, tryAll } from "./condemn.ts";
import { faults } from "./faults.ts";
import { mutantCommand } from "./mutant/bundle.ts";
import { inversions } from "./mutant/inversions.ts";

/*
 * Tries the suite on everything that is known to be wrong, one subject after the other, each with the scenarios that none
 * before it has failed.
 */

interface Subject {
  readonly name: string;
  /** @param directory for files that last as long as the subject does */
  command(directory: string): Promise<readonly string[]>;
}

/** Who does not end its scenarios is known for that, and says nothing of them. */
const unending = ["hangs", "dies"];

/** Those wrong in one respect first, and in many last. */
const subjects: readonly Subject[] = [
  ...inversions.map(({ name, mutation }): Subject => ({
    name,
    command: async (directory) => mutantCommand(mutation, directory, name),
  })),
  ...faults
    .filter(({ name }) => !unending.includes(name))
    .map(({ name }) => registered(name, built("test/broken/adapter.js"), { fault: name })),
  ...["zenfs", "template"].map((name) => registered(name, name, {})),
];

function registered(
  name: string,
  label: string,
  options: Readonly<Record<string, string>>,
): Subject {
  return { name, command: async () => (await register(label, options)).command };
}

export interface Trying {
  /** Tries also the scenarios that nobody has failed yet. */
  readonly again: boolean;
  /** Names of the subjects to try them on; none are all. */
  readonly on: readonly string[];
}

/** Names that no subject has. */
export function unknownSubjects(names: readonly string[]): readonly string[] {
  return names.filter((name) => !subjects.some((subject) => subject.name === name));
}

/**
 * What is known, brought up to the suites.
 * @param tell is called after each subject, with a line and what is known by then
 */
export async function tryTeeth(
  suites: readonly Suite[],
  known: Teeth,
  { again, on }: Trying,
  tell: (line: string, teeth: Teeth) => void,
): Promise<Teeth> {
  const all = suites.flatMap(({ scenarios }) => scenarios);
  const kept = stillKnown(all, known, again);
  const done = new Set([...bitten(kept), ...Object.values(kept.never)]);
  let left = all.filter((scenario) => !done.has(digestOf(scenario)));
  const probe = suites.flatMap(({ scenarios }) => scenarios.slice(0, 1));
  const kernel = await transcripts([...left, ...probe]);
  const failedBy: Record<string, string> = { ...kept.failedBy };
  for (const subject of subjects) {
    if (on.length > 0 && !on.includes(subject.name)) continue;
    const before = kept.failedBy[subject.name]?.split(" ") ?? [];
    const failed = left.length === 0 ? [] : await failedOn(subject, left, probe, kernel);
    left = left.filter((scenario) => !failed.includes(scenario));
    const digests = [...before, ...failed.map(digestOf)].toSorted();
    if (digests.length > 0) failedBy[subject.name] = digests.join(" ");
    tell(`${subject.name}: ${failed.length} more fail, ${left.length} are left`, {
      failedBy,
      never: kept.never,
    });
  }
  const never = [
    ...Object.entries(kept.never),
    ...left.map((scenario) => [scenario.id, digestOf(scenario)] as const),
  ];
  return {
    failedBy: inOrder(failedBy),
    never: Object.fromEntries(never.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** In the order of the subjects, so that the same comes out whatever was known before. */
function inOrder(failedBy: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    subjects.flatMap(({ name }) => {
      const digests = failedBy[name];
      return digests === undefined ? [] : [[name, digests]];
    }),
  );
}

/** Without scenarios and subjects that are gone. */
function stillKnown(all: readonly IdentifiedScenario[], known: Teeth, again: boolean): Teeth {
  const now = new Set(all.map(digestOf));
  const failedBy = Object.entries(known.failedBy)
    .filter(([name]) => subjects.some((subject) => subject.name === name))
    .map(([name, digests]) => [name, digests.split(" ").filter((each) => now.has(each))] as const)
    .filter(([, digests]) => digests.length > 0)
    .map(([name, digests]) => [name, digests.join(" ")] as const);
  const never = Object.entries(known.never).filter(([, digest]) => !again && now.has(digest));
  return { failedBy: Object.fromEntries(failedBy), never: Object.fromEntries(never) };
}

/** A step may take that long, in milliseconds. What takes longer has not failed: it is not known to. */
const deadlineMs = 3000;

/** What the kernel does, where a scenario asks for that. */
async function transcripts(
  scenarios: readonly IdentifiedScenario[],
): Promise<ReadonlyMap<string, Transcript>> {
  const { command } = await register("kernel", {});
  const trials = await tryAll(command, scenarios, 10_000);
  return new Map(
    trials.flatMap(({ scenario, report }) =>
      report.kind === "done" ? [[scenario.id, report.transcript] as const] : [],
    ),
  );
}

async function failedOn(
  subject: Subject,
  scenarios: readonly IdentifiedScenario[],
  probe: readonly IdentifiedScenario[],
  kernel: ReadonlyMap<string, Transcript>,
): Promise<readonly IdentifiedScenario[]> {
  return withDir(
    async ({ path }) => {
      const command = await subject.command(path);
      const fails = async (some: readonly IdentifiedScenario[]) =>
        (await tryAll(command, some, deadlineMs))
          .filter(
            (trial) =>
              trial.report.kind === "done" &&
              findings(trial, kernel.get(trial.scenario.id)).length > 0,
          )
          .map(({ scenario }) => scenario);
      const judged = await fails(probe);
      return judged.length === probe.length ? [] : fails(scenarios);
    },
    { unsafeCleanup: true },
  );
}
