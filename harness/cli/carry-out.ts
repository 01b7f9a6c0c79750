import type { Finished } from "../run/start.ts";
import type { RunPlan, SubjectPlan } from "../run/plan.ts";
import { type Result, type Run, redVerdicts } from "../run/results.ts";
import { environment, suiteIdentity } from "./environment.ts";
import { interruptedCode, onInterrupt } from "./interrupt.ts";
import type { Progress } from "../run/collector.ts";
import { optionsFor } from "./adapter-options.ts";
import { inAllTopologies, isFull } from "./matrix.ts";
import { probeAll } from "./probe-all.ts";
import { jobsOf, planOf, workersFor } from "./plan.ts";
import { referenceOf, tellGaps } from "./reference.ts";
import { type ProgressLine, progressLine } from "./progress.ts";
import { idsOf, type Selection } from "../run/select.ts";
import { type Given, UsageError, wholeNumber } from "./usage.ts";
import { update } from "./update.ts";
import { writeReports } from "./write-reports.ts";

/** What the command line asks for, read and found sound. */
export interface Order {
  readonly given: Given;
  readonly selection: Selection;
  readonly labels: readonly string[];
  /** The reason of new known failures, where they are to be written. */
  readonly because?: string;
}

/** Probes, runs, and writes what is asked for. The exit code is that of docs: 0, 1; the rest is thrown. */
export async function carryOut({ given, selection, labels, because }: Order): Promise<number> {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const started = startOptions(given, selection);
  const deadlineMs = wholeNumber("deadline", one("deadline") ?? "10000", 1);
  const named = [...labels, ...(given.values.get("reference") ?? [])];
  const full = isFull(one("matrix"));

  // vitest takes as long to load as an agent takes to probe.
  const loading = import("../run/start.ts");
  const options = given.values.get("adapter-option") ?? [];
  const probing = probeAll(
    labels.map((label) => ({ label, options: optionsFor(label, named, options) })),
    one("handover"),
    deadlineMs,
  );
  const [asked, reference] = await Promise.all([
    probing,
    referenceOf(one("reference"), labels, options, deadlineMs, probing),
  ]);
  const subjects = full ? await inAllTopologies(asked, deadlineMs) : asked;
  const plan = await planOf(given, subjects, reference, deadlineMs);
  if (reference !== undefined) await tellGaps(reference, idsOf(selection));
  const { start } = await loading;
  const line = progressLine(process.stderr);
  const interruption = onInterrupt();
  const progress = (each: Progress): void => line.show(each);
  const { signal: stop, claim: ready } = interruption;
  const finished: Finished[] = [];
  // Topologies have disks and images: one at a time.
  for (const part of full ? plan.subjects.map((each) => ({ ...plan, subjects: [each] })) : [plan]) {
    finished.push(await start(part, { ...started, progress, stop, ready }));
    if (stop.aborted) break;
  }
  interruption.end();
  return finish(given, plan, together(finished), line, because);
}

function together(parts: readonly Finished[]): Finished {
  return {
    results: new Map(parts.flatMap(({ results }) => [...results])),
    faults: parts.flatMap(({ faults }) => faults),
    interrupted: parts.some(({ interrupted }) => interrupted),
  };
}

async function finish(
  given: Given,
  plan: RunPlan,
  finished: Finished,
  line: ProgressLine,
  because: string | undefined,
): Promise<number> {
  line.end();
  const runs = plan.subjects.map((subject) => runOf(plan, subject, finished));
  const { interrupted } = finished;
  const head = { schema: 1 as const, suite: suiteIdentity(), environment: environment() };
  const results = { ...head, ...(interrupted && { interrupted }), runs };
  for (const fault of finished.faults) console.error(`fault: ${fault}`);
  const faulty = finished.faults.length > 0;
  const all = runs.flatMap((each) => each.results);
  if (all.length === 0 && !faulty && !interrupted)
    throw new UsageError("nothing ran: the selection and the shard have nothing in common");
  if (plan.keep !== undefined) console.error(`layers kept in ${plan.keep}`);
  await writeReports(results, given);
  if (because !== undefined && !interrupted) await update(plan, runs, because);
  if (interrupted) return interruptedCode;
  const red = all.some(isRed);
  return because === undefined ? Number(red || faulty) : Number(faulty);
}

function runOf(plan: RunPlan, subject: SubjectPlan, { results }: Finished): Run {
  const { label, info, sovereign } = subject;
  const reference = plan.reference?.label === label || sovereign ? undefined : plan.reference;
  return {
    adapter: info,
    reference: reference?.name ?? "none",
    results: eachOnce(results.get(label) ?? []),
  };
}

/** Of a scenario that ran repeatedly: the first red result, else the first. */
function eachOnce(results: readonly Result[]): readonly Result[] {
  const chosen = new Map<string, Result>();
  for (const result of results) {
    const earlier = chosen.get(result.id);
    if (earlier === undefined || (isRed(result) && !isRed(earlier))) chosen.set(result.id, result);
  }
  return [...chosen.values()];
}

const isRed = ({ verdict }: Result): boolean => redVerdicts.includes(verdict);

function startOptions(given: Given, selection: Selection) {
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const seed = one("seed");
  const shard = one("shard");
  return {
    ...selection,
    workers: workersFor(jobsOf(given)),
    bail: given.values.has("bail"),
    ...(seed !== undefined && { seed: wholeNumber("seed", seed, 0) }),
    ...(shard !== undefined && { shard: shardOf(shard) }),
  };
}

function shardOf(text: string): { readonly index: number; readonly count: number } {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new UsageError(`flag "--shard" needs I/N with I from 1 to N, not "${text}"`);
  }
  return { index, count };
}
