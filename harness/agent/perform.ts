import type { Call, OpName } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import type { Context } from "./context.ts";
import { withCredentials } from "./credentials.ts";
import { attributePerformers } from "./ops/attribute.ts";
import { directoryPerformers } from "./ops/directory.ts";
import { diskPerformers } from "./ops/disk.ts";
import { filePerformers } from "./ops/file.ts";
import { lockPerformers } from "./ops/lock.ts";
import { memoryPerformers } from "./ops/memory.ts";
import { metadataPerformers } from "./ops/metadata.ts";
import { mountPerformers } from "./ops/mount.ts";
import { notifyPerformers } from "./ops/notify.ts";
import type { Performer, Performers } from "./ops/op.ts";
import { processPerformers } from "./ops/process.ts";
import { ringPerformers } from "./ops/ring.ts";
import { socketPerformers } from "./ops/socket.ts";
import { verityPerformers } from "./ops/verity.ts";

const performers = {
  ...filePerformers,
  ...directoryPerformers,
  ...metadataPerformers,
  ...attributePerformers,
  ...memoryPerformers,
  ...lockPerformers,
  ...notifyPerformers,
  ...mountPerformers,
  ...diskPerformers,
  ...processPerformers,
  ...ringPerformers,
  ...verityPerformers,
  ...socketPerformers,
} as unknown as Performers<OpName>;

/** Carries out one call on the calling thread: in its place, with its credentials. */
export function perform(context: Context, call: Call): Outcome {
  const place = call.on ?? "merged";
  context.standpoint.enter(place);
  const performer = performers[call.op] as Performer<OpName> | undefined;
  if (performer === undefined)
    throw new Error(`Cannot carry out "${call.op}": the agent has no performer`);
  if (call.as === undefined) return performer(context, call, place);
  return withCredentials(call.as, () => performer(context, call as never, place));
}
