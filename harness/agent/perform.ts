import type { Call, OpName } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Context } from "./context.ts";
import { withCredentials } from "./credentials.ts";
import { attributePerformers } from "./ops/attribute.ts";
import { directoryPerformers } from "./ops/directory.ts";
import { filePerformers } from "./ops/file.ts";
import { metadataPerformers } from "./ops/metadata.ts";
import type { Performers } from "./ops/op.ts";

const performers = {
  ...filePerformers,
  ...directoryPerformers,
  ...metadataPerformers,
  ...attributePerformers,
} as unknown as Performers<OpName>;

/** Carries out one call on the calling thread: in its place, with its credentials. */
export function perform(context: Context, call: Call): Outcome {
  context.standpoint.enter(call.on ?? "merged");
  const performer = performers[call.op] as (context: Context, call: Call) => Outcome;
  if (performer === undefined)
    throw new Error(`Cannot carry out "${call.op}": the agent has no performer`);
  if (call.as === undefined) return performer(context, call);
  return withCredentials(call.as, () => performer(context, call));
}
