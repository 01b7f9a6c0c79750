import { relative, resolve } from "node:path";
import { AgentTeam } from "../run/agent-team.ts";
import { inapplicable } from "../run/applicability.ts";
import { allIds, loadScenarios } from "../run/manifest.ts";
import { type Probed, probe } from "../run/probe.ts";
import { earlierFilesystems, earlierTakes } from "../run/recording/earlier.ts";
import { filesystemsOf } from "../run/recording/filesystems.ts";
import { recordings } from "../run/recording/read.ts";
import type { Recording } from "../run/recording/shape.ts";
import { type Take, writeRecording } from "../run/recording/write.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { idsOf, select } from "../run/select.ts";
import { optionsFor } from "./adapter-options.ts";
import { recordFlags } from "./flags.ts";
import { jobsOf } from "./plan.ts";
import { progressLine } from "./progress.ts";
import { UsageError, readFlags, wholeNumber } from "./usage.ts";

/**
 * `record`: keeps what a kernel answers, in recordings/. What it has answered before in a scenario that is still the same
 * stays. Exit 1 where a scenario gave no answer.
 */
export async function record(args: readonly string[]): Promise<number> {
  const given = readFlags(args, recordFlags);
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const label = one("adapter") ?? "kernel";
  const selection = select(one("suite")?.split(",") ?? [], given.values.get("scenario") ?? []);
  const deadlineMs = wholeNumber("deadline", one("deadline") ?? "10000", 1);
  const options = optionsFor(label, [label], given.values.get("adapter-option") ?? []);
  const subject = await probe(label, options, deadlineMs);
  if (!subject.linux)
    throw new UsageError(`"${label}" is no Linux kernel: nothing is measured by it`);
  const name = one("as") ?? seriesOf(subject);
  if (!/^linux-[\w.-]+$/.test(name))
    throw new UsageError(`"${name}" is no name such as linux-6.12`);
  const into = one("into");
  const root = into === undefined ? recordings : resolve(into);
  const bare = headOf(name, subject);
  const filesystems = given.values.has("filesystems")
    ? await filesystemsOf(label, options, deadlineMs, bare.features)
    : earlierFilesystems(bare, root);
  const head = filesystems === undefined ? bare : { ...bare, filesystems };
  const wanted = new Set(idsOf(selection));
  const redo = given.values.has("all") ? wanted : new Set<string>();
  const all = await loadScenarios(new Set(allIds()));
  const applicable = all.filter(
    (each) => inapplicable(each, head.features, head.lacks) === undefined,
  );
  const same = earlierTakes(
    head,
    applicable.filter(({ id }) => !redo.has(id)),
    root,
  );
  if (same === undefined && wanted.size < all.length)
    throw new UsageError(`${name} is of another kernel by now: record all of it`);
  const earlier = same ?? [];
  const kept = new Set(earlier.map(({ scenario }) => scenario.id));
  const open = applicable.filter(({ id }) => wanted.has(id) && !kept.has(id));
  const { takes, failures } = await takeAll(subject, open, deadlineMs, jobsOf(given));
  for (const failure of failures) console.error(failure);
  const { directory, own, like } = writeRecording(head, [...earlier, ...takes], root);
  const where = relative(process.cwd(), directory);
  console.log(
    `${where}: ${earlier.length} scenarios kept, ${takes.length} recorded; ${own} of its own, ${like} like another's`,
  );
  return Number(failures.length > 0);
}

/** `linux-6.12` of `6.12.117+deb12-cloud-amd64`. */
function seriesOf({ info }: Probed): string {
  return `linux-${/^\d+\.\d+/.exec(info.version)?.[0] ?? info.version}`;
}

function headOf(name: string, { info }: Probed): Recording {
  const { version, privilege, features, lacks, details = {} } = info;
  // How fast the kernel was is no matter.
  const { accelerator: _, "guest memory": __, ...kept } = details;
  return { schema: 2, name, version, privilege, features, lacks, details: kept };
}

async function takeAll(
  { command }: Probed,
  scenarios: readonly IdentifiedScenario[],
  deadlineMs: number,
  jobs: number,
) {
  if (scenarios.length === 0) return { takes: [], failures: [] };
  const team = await AgentTeam.open({ command, deadlineMs }, jobs);
  const line = progressLine(process.stderr);
  const takes: Take[] = [];
  const failures: string[] = [];
  const total = scenarios.length;
  const take = async (scenario: (typeof scenarios)[number]): Promise<void> => {
    const report = await team.run(scenario, scenario.observe ?? "each");
    if (report.kind === "done") takes.push({ scenario, transcript: report.transcript });
    else failures.push(`${scenario.id}: ${report.kind}: ${report.message}`);
    line.show({ done: takes.length + failures.length, total, red: failures.length });
  };
  await Promise.all(scenarios.map(take));
  line.end();
  await team.close();
  return { takes, failures };
}
