import type { ArgsOf, OpName, Place } from "../../language/step.ts";
import type { Outcome } from "../../language/transcript.ts";
import type { Context } from "../context.ts";

/** Carries out one op on the calling thread, which already stands in its place with its credentials. */
export type Performer<N extends OpName> = (
  context: Context,
  args: ArgsOf<N>,
  place: Place,
) => Outcome;

export type Performers<N extends OpName> = { readonly [K in N]: Performer<K> };
