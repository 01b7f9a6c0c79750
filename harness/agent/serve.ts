import { Normaliser } from "../observe/normalise.ts";
import type { Answer, DoneAnswer, RunRequest } from "../language/protocol.ts";
import { mayChange } from "../language/step.ts";
import type { Observation } from "../language/transcript.ts";
import { type Setting, type Stage, isFailure } from "./stage.ts";

/**
 * Times younger than this before a run count as `now`. Kernels stamp files by a clock that lags behind, and what a
 * scenario wants to be old is years old.
 */
const recentNs = 60_000_000_000n;

/** Carries out one run: a `step` line for each step as it goes, then the observations. */
export async function serveRun(
  setting: Setting,
  request: RunRequest,
  send: (answer: Answer) => void,
): Promise<DoneAnswer> {
  const { run, scenario } = request;
  const stage = await setting(scenario);
  if (isFailure(stage)) return { type: "done", run, observations: [], features: {}, setup: stage };
  try {
    const observations = await steps(stage, request, send);
    if (request.keep !== undefined) await stage.keep?.(request.keep);
    return { type: "done", run, observations, features: stage.features };
  } finally {
    await stage.close();
  }
}

async function steps(
  stage: Stage,
  { run, scenario, observe }: RunRequest,
  send: (answer: Answer) => void,
): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  const start = BigInt(Date.now()) * 1_000_000n - recentNs;
  const normaliser = new Normaliser(start, stage.xattrPrefix, stage.handles);
  const look = async (after: number): Promise<void> => {
    observations.push(normaliser.observe(after, await stage.look()));
  };
  const last = scenario.steps.length - 1;
  if (observe === "each") await look(-1);
  for (const [index, step] of scenario.steps.entries()) {
    const performed = stage.perform(step);
    const outcome = performed instanceof Promise ? await performed : performed;
    send({ type: "step", run, step: index, outcome });
    if (observe === "each" && index < last && mayChange(step)) await look(index);
  }
  if (observe !== "never") await look(last);
  return observations;
}
