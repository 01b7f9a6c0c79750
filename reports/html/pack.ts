import type { Expectation } from "../../harness/language/expectation.ts";
import { print, printMount, printOutcome } from "../../harness/language/print.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Step } from "../../harness/language/step.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import type { Mismatch, Result, Results, Run } from "../../harness/run/results.ts";
import { callOf, causeOf, describe, replayCommand, wantOf } from "../describe.ts";
import { byId, titleOf } from "../tally.ts";
import { expectedTree } from "../tree/expected.ts";
import type {
  PageData,
  PageMismatch,
  PageResult,
  PageRun,
  PageScenario,
  PageTranscript,
} from "./page-data.ts";

/** Results as the page wants them. */
export function pack(results: Results): PageData {
  const transcripts = new Interned();
  const runs = results.runs.map((run) => packRun(run, results, transcripts));
  const known = results.runs
    .flatMap((run) => run.results)
    .flatMap(({ id, evidence }) =>
      evidence === undefined ? [] : [[id, evidence.scenario] as const],
    );
  const scenarios = new Map(known.map(([id, scenario]) => [id, scenario]));
  return {
    suite: results.suite,
    environment: results.environment,
    runs,
    scenarios: Object.fromEntries([...scenarios].map(([id, each]) => [id, packScenario(each)])),
    transcripts: transcripts.all,
  };
}

/** Equal transcripts are kept once: a reference is the same for every adapter. */
class Interned {
  readonly all: PageTranscript[] = [];
  readonly #places = new Map<string, number>();

  add(transcript: Transcript, { steps }: IdentifiedScenario): number {
    const page = packTranscript(transcript, steps);
    const key = JSON.stringify(page);
    const place = this.#places.get(key) ?? this.all.push(page) - 1;
    this.#places.set(key, place);
    return place;
  }
}

function packRun(run: Run, results: Results, transcripts: Interned): PageRun {
  const { version, privilege, options, details, features, lacks } = run.adapter;
  return {
    name: titleOf(run, results.runs),
    version,
    privilege,
    reference: run.reference,
    facts: sorted({ ...options, ...details }),
    features: sorted(features),
    lacks: sorted(lacks),
    results: run.results.toSorted(byId).map((result) => packResult(result, run, transcripts)),
  };
}

function sorted<T>(values: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function packResult(result: Result, run: Run, transcripts: Interned): PageResult {
  const { id, area, verdict, reason, mismatches, encodings = [], evidence } = result;
  return {
    id,
    area,
    verdict,
    reason,
    cause: verdict === "pass" ? "" : causeOf(result),
    mismatches: mismatches.map(packMismatch),
    encodings: encodings.map(packMismatch),
    replay: replayCommand(id, run),
    ...(evidence && { transcript: transcripts.add(evidence.transcript, evidence.scenario) }),
    ...(evidence?.reference && {
      reference: transcripts.add(evidence.reference, evidence.scenario),
    }),
  };
}

function packMismatch(mismatch: Mismatch): PageMismatch {
  const { step, where, path, field } = mismatch;
  return {
    step,
    where,
    ...(path !== undefined && { path }),
    ...(field !== undefined && { field }),
    text: describe(mismatch),
  };
}

function packScenario(scenario: IdentifiedScenario): PageScenario {
  const {
    title,
    why,
    cites,
    peers = [],
    bugs = [],
    needs = [],
    lowers,
    upperBefore = [],
  } = scenario;
  const { merged, upper, work } = scenario;
  const trees = Object.entries({ merged, upper, work }).flatMap(([name, node]) =>
    node === undefined ? [] : [[name, expectedTree(node)] as const],
  );
  return {
    title,
    ...(why !== undefined && { why }),
    cites,
    peers,
    bugs,
    needs,
    layers: [
      { name: "upper", lines: upperBefore.map(print) },
      ...lowers.map((steps, index) => ({ name: `lower${index}`, lines: steps.map(print) })),
    ],
    mount: printMount(scenario.mount),
    steps: scenario.steps.map((step) => ({ call: callOf(step), want: wantOf(step) })),
    trees: Object.fromEntries(trees),
  };
}

function packTranscript(
  { outcomes, observations, setup }: Transcript,
  steps: readonly Step[],
): PageTranscript {
  const failure = setup === undefined ? undefined : `${setup.at}: ${setup.errno} ${setup.message}`;
  return {
    outcomes: outcomes.map((outcome, index) => printOutcome(outcome, wantOfCall(steps[index]))),
    observations,
    ...(failure !== undefined && { setup: failure }),
  };
}

function wantOfCall(step: Step | undefined): Expectation | undefined {
  return step === undefined || step.op === "concurrently" ? undefined : step.want;
}
