import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Adapter } from "../../adapters/adapter.ts";
import { prepareInProcess } from "../agent/in-process/setting.ts";
import { CannotRunError } from "./cannot-run.ts";
import { probe } from "./probe.ts";
import { adapterPlan, kernelOrRecording, recordingPlan } from "./reference.ts";
import { loadSuite } from "./manifest.ts";
import { select } from "./select.ts";
import { LocalClient } from "./local-client.ts";
import { type ReferencePlan, type RunPlan, type SubjectPlan, adapterInfo } from "./plan.ts";
import { register } from "./register.ts";
import { subjectPlan } from "./subject-plan.ts";
import { closeAgents, provideAgent } from "./subjects.ts";

/*
 * The suite as tests of another project: `await conformance("./my-adapter.js")` in a test file of vitest.
 */

export interface ConformanceOptions {
  /** Areas; all when absent. */
  readonly suites?: readonly string[];
  /** Ids, or patterns with `*`. */
  readonly scenarios?: readonly string[];
  /** What judges where nothing is written: an adapter, or `none`. The kernel, where it can mount, when absent. */
  readonly reference?: string;
  /** Options of the adapter. */
  readonly options?: Readonly<Record<string, string>>;
  /** Milliseconds that one step may take; 10000 when absent. */
  readonly deadlineMs?: number;
}

/**
 * Registers every scenario as a test of the calling file. It has to be awaited there.
 *
 * @param adapter what `--adapter` takes, relative to the working directory; the URL of a module; or an in-process
 *   adapter itself, which then runs in the process of the test, without deadline and without known failures
 * @throws where the adapter cannot be loaded or cannot run, or the selection is empty
 */
export async function conformance(
  adapter: string | URL | Adapter,
  {
    suites: areas = [],
    scenarios = [],
    reference,
    options = {},
    deadlineMs = 10_000,
  }: ConformanceOptions = {},
): Promise<void> {
  const selection = select(areas, scenarios);
  const subject = await subjectOf(adapter, options, deadlineMs);
  const judging = await referenceOf(reference, subject, deadlineMs);
  const plan: RunPlan = {
    subjects: [subject],
    ...(judging && { reference: judging }),
    deadlineMs,
    agents: 1,
    repeat: 1,
  };
  for (const { area, scenarios: all } of await Promise.all(selection.areas.map(loadSuite))) {
    const chosen = all.filter(({ id }) => selection.ids?.includes(id) ?? true);
    if (chosen.length > 0) register({ area, scenarios: chosen }, plan);
  }
  afterAll(closeAgents);
}

async function subjectOf(
  adapter: string | URL | Adapter,
  options: Readonly<Record<string, string>>,
  deadlineMs: number,
): Promise<SubjectPlan> {
  if (typeof adapter === "object" && "probe" in adapter) return localSubject(adapter, options);
  const label = typeof adapter === "string" ? adapter : fileURLToPath(adapter);
  return subjectPlan(await probe(label, options, deadlineMs));
}

async function localSubject(
  adapter: Adapter,
  options: Readonly<Record<string, string>>,
): Promise<SubjectPlan> {
  if (adapter.kind !== "in-process") {
    throw new TypeError(`"${adapter.name}" mounts, and needs an agent of its own: give its path`);
  }
  const found = await adapter.probe({ options, privilege: "plain" });
  if ("unavailable" in found) {
    throw new CannotRunError(adapter.name, found);
  }
  const { name } = adapter;
  const { setting, machine, lacks } = prepareInProcess(adapter, found.lacks ?? {});
  const command = [`in-process:${name}`];
  provideAgent(command, new LocalClient(setting));
  const features = { ...machine, ...found.features };
  const info = adapterInfo({ ...found, name, privilege: "plain", features, lacks }, options);
  return { label: name, command, info, known: [], knownFailures: "" };
}

/** Who has asked for one has to get it. */
async function referenceOf(
  asked: string | undefined,
  { label, info }: SubjectPlan,
  deadlineMs: number,
): Promise<ReferencePlan | undefined> {
  if (asked === "none" || (asked ?? "kernel") === label) return undefined;
  if (asked?.startsWith("linux-") === true) return recordingPlan(asked);
  if (asked !== undefined) return adapterPlan(await probe(asked, {}, deadlineMs));
  const privileges = async () => [info.privilege];
  return kernelOrRecording(deadlineMs, privileges, (line) => process.emitWarning(line));
}
