import type { Layers } from "../../adapters/adapter.ts";
import { print } from "../language/print.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Call, Place, Step } from "../language/step.ts";
import type { SetupFailure } from "../language/transcript.ts";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "./calls.ts";
import type { Context } from "./context.ts";
import { bytewise } from "./ops/directory.ts";
import { perform } from "./perform.ts";
import { must } from "./place.ts";
import { timespecs } from "./structs.ts";

/** Makes empty directories for the layers of one scenario. */
export function makeLayers(root: string, lowers: number): Layers {
  const layers: Layers = {
    root,
    lowers: Array.from({ length: lowers }, (_, index) => `${root}/lower${index}`),
    upper: `${root}/upper`,
    work: `${root}/work`,
    merged: `${root}/merged`,
  };
  for (const each of [root, ...layers.lowers, layers.upper, layers.work, layers.merged]) {
    must(calls.mkdirat(AT_FDCWD, each, 0o755), `make "${each}"`);
  }
  return layers;
}

/** Fills the layers by the scenario's ops; every one has to succeed. */
export function buildLayers(
  context: Context,
  scenario: IdentifiedScenario,
): SetupFailure | undefined {
  for (const [index, steps] of scenario.lowers.entries()) {
    const failure = build(context, `lower${index}`, steps, 1_000_000_000 + index * 1000);
    if (failure !== undefined) return failure;
  }
  return build(context, "upper", scenario.upperBefore ?? [], 1_000_500_000);
}

function build(
  context: Context,
  place: Place,
  steps: readonly Step[],
  sec: number,
): SetupFailure | undefined {
  for (const [index, step] of steps.entries()) {
    if (step.op === "concurrently") throw new Error("Cannot build a layer concurrently");
    const outcome = perform(context, { ...step, on: place });
    if ("errno" in outcome) {
      const at = `${place} op ${index}`;
      return { at, errno: outcome.errno, message: `${print(step)}: ${outcome.errno}` };
    }
  }
  stamp(context, place, steps as readonly Call[], sec);
  return undefined;
}

/**
 * Gives every object that the ops named a fixed old time of its own, so that a time which is kept can be told from
 * one that was set. Objects whose times the scenario sets keep those.
 */
function stamp(context: Context, place: Place, steps: readonly Call[], sec: number): void {
  context.standpoint.enter(place);
  const timed = new Set(
    steps.flatMap((step) => (step.op === "utimensat" ? [String(step.path)] : [])),
  );
  const paths = ["/", ...new Set(steps.flatMap(named))].toSorted(bytewise);
  for (const [index, path] of paths.entries()) {
    if (timed.has(path)) continue;
    const time = { sec, nsec: index * 1_000_000 };
    // What the ops have moved or removed since is not there.
    calls.utimensat(AT_FDCWD, path, timespecs([time, time]), AT_SYMLINK_NOFOLLOW);
  }
}

function named(step: Call): readonly string[] {
  switch (step.op) {
    case "open":
      return step.flags.includes("O_CREAT") ? [String(step.path)] : [];
    case "mkdir":
    case "mknod":
    case "symlink":
      return [String(step.path)];
    case "link":
    case "rename":
      return [String(step.to)];
    default:
      return [];
  }
}
