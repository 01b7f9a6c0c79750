import type { Layers } from "../../adapters/adapter.ts";
import { print } from "../language/print.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Place, Step } from "../language/step.ts";
import type { SetupFailure } from "../language/transcript.ts";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, calls } from "./calls.ts";
import type { Context } from "./context.ts";
import { perform } from "./perform.ts";
import { must } from "./place.ts";
import { stampOf, stampsOf } from "./stamps.ts";
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
    const failure = build(context, `lower${index}`, steps, stampOf.lower(index));
    if (failure !== undefined) return failure;
  }
  return build(context, "upper", scenario.upperBefore ?? [], stampOf.upper);
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
  stamp(context, place, steps, sec);
  return undefined;
}

function stamp(context: Context, place: Place, steps: readonly Step[], sec: number): void {
  context.standpoint.enter(place);
  for (const [path, time] of stampsOf(steps, sec)) {
    calls.utimensat(AT_FDCWD, path, timespecs([time, time]), AT_SYMLINK_NOFOLLOW);
  }
}
