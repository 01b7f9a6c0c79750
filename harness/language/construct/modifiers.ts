import {
  type Call,
  type Concurrent,
  type Credentials,
  type Place,
  type Step,
  mapCalls,
} from "../step.ts";

/** What may stand in a list of steps: sugar gives several ops at once. */
export type Steps = Step | readonly Steps[];

export function flatten(steps: Steps): readonly Step[] {
  return Array.isArray(steps) ? steps.flatMap(flatten) : [steps as Step];
}

const modified = (steps: readonly Steps[], change: (call: Call) => Call): readonly Step[] =>
  flatten(steps).map((step) => mapCalls(step, change));

/** The same steps in another place than the merged view: a layer behind the mount's back, or the root of them all. */
export const on = (place: Place, ...steps: readonly Steps[]): readonly Step[] =>
  modified(steps, (call) => ({ ...call, on: place }));

/** The same steps with other credentials than the mounter's. */
export const as = (credentials: Credentials, ...steps: readonly Steps[]): readonly Step[] =>
  modified(steps, (call) => ({ ...call, as: credentials }));

/** The same steps in another process. */
export const by = (process: string, ...steps: readonly Steps[]): readonly Step[] =>
  modified(steps, (call) => ({ ...call, by: process }));

/** Lanes of steps that run at the same time. */
export const concurrently = (...lanes: readonly (readonly Steps[])[]): Concurrent => ({
  op: "concurrently",
  lanes: lanes.map((lane) => flatten(lane) as readonly Call[]),
});
