import type { FileSystem } from "../../../adapters/file-system.ts";
import { print } from "../../language/print.ts";
import type { Place, Step } from "../../language/step.ts";
import type { Outcome, SetupFailure } from "../../language/transcript.ts";
import { stampsOf } from "../stamps.ts";
import { perform } from "./perform.ts";
import type { World } from "./world.ts";

/**
 * Fills a layer by the scenario's ops and gives its objects their old times. Every op has to succeed. Where the
 * subject's layers cannot hold what an op makes, the failure is a lack.
 * @param sec the time of the layer, seconds since the epoch
 * @throws where a layer answers without an errno: that is no finding about the subject's overlay
 */
export async function build(
  world: World,
  place: Place,
  steps: readonly Step[],
  sec: number,
): Promise<SetupFailure | undefined> {
  for (const [index, step] of steps.entries()) {
    const failure = failureOf(await perform(world, { ...step, on: place } as Step, {}), step);
    if (failure !== undefined) return { at: `${place} op ${index}`, ...failure };
  }
  await stamp(world.fs(place), steps, sec);
  return undefined;
}

function failureOf(outcome: Outcome, step: Step): Omit<SetupFailure, "at"> | undefined {
  if ("threw" in outcome) throw new Error(`Cannot build a layer: ${print(step)}: ${outcome.threw}`);
  if ("lack" in outcome) {
    const message = `${print(step)}: ${outcome.lack}`;
    return { errno: "ENOSYS", message, lack: outcome.lack };
  }
  if (!("errno" in outcome)) return undefined;
  const { errno } = outcome;
  const message = `${print(step)}: ${errno}`;
  const unheld = unheldBy[step.op];
  const lack = unheld !== undefined && unsupported.includes(errno) ? unheld : undefined;
  return { errno, message, ...(lack !== undefined && { lack }) };
}

const unsupported: readonly string[] = ["ENOSYS", "EOPNOTSUPP"];

/** Ops that make what a layer in memory may have no room for. */
const unheldBy: Readonly<Record<string, string>> = {
  setxattr: "the layers of this subject do not hold this extended attribute",
  lsetxattr: "the layers of this subject do not hold this extended attribute",
  mknod: "the layers of this subject do not hold special files",
};

/** As exactly as the layer can; what cannot be stamped keeps the time at which it was made. */
async function stamp(fs: FileSystem, steps: readonly Step[], sec: number): Promise<void> {
  for (const [path, time] of stampsOf(steps, sec)) {
    const seconds = time.sec + time.nsec / 1e9;
    try {
      if (fs.lutimes === undefined) await fs.utimes?.(path, seconds, seconds);
      else await fs.lutimes(path, seconds, seconds);
    } catch {
      // What the ops have moved or removed since is not there.
    }
  }
}
