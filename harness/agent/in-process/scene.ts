import type { ArgsOf, OpName, Place } from "../../language/step.ts";
import type { World } from "./world.ts";

/** Where one call acts. */
export interface Scene {
  readonly world: World;
  readonly place: Place;
}

/** Carries out an op: gives its value, a promise of it or nothing; throws what the subject throws. */
export type Carry<N extends OpName> = (scene: Scene, args: ArgsOf<N>) => unknown;
export type Carriers = { readonly [N in OpName]?: Carry<N> };
