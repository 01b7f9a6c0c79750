import type { Lacks } from "../../language/protocol.ts";
import type { Call, OpName, Step } from "../../language/step.ts";
import type { Outcome } from "../../language/transcript.ts";
import { absentOps, sentences } from "./absent.ts";
import { attributeCarriers } from "./attribute.ts";
import { directoryCarriers } from "./directory.ts";
import { outcomeOf } from "./failure.ts";
import { fileCarriers } from "./file.ts";
import { metadataCarriers } from "./metadata.ts";
import type { Carriers, Carry } from "./scene.ts";
import type { World } from "./world.ts";

/** Every op that an in-process subject can be asked for; `remount` is the stage's. */
const carriers: Carriers = {
  ...fileCarriers,
  ...directoryCarriers,
  ...metadataCarriers,
  ...attributeCarriers,
};

/** Carries out one step: what the subject gives or throws becomes the outcome. */
export async function perform(world: World, step: Step, lacks: Lacks): Promise<Outcome> {
  if (step.op === "concurrently") return { lack: sentences.lanes };
  const outcome = await performCall(world, step, lacks);
  if ("lack" in outcome) markSlot(world, step, outcome.lack);
  return outcome;
}

async function performCall(world: World, call: Call, lacks: Lacks): Promise<Outcome> {
  const place = call.on ?? "merged";
  const declared = absentOps[call.op] ?? (place === "merged" ? lacks[call.op] : undefined);
  const lack = declared ?? modifierLack(call);
  if (lack !== undefined) return { lack };
  const carry = carriers[call.op] as Carry<OpName> | undefined;
  if (carry === undefined) throw new Error(`Cannot carry out "${call.op}": nobody wrote how`);
  try {
    return { value: (await carry({ world, place }, call)) ?? null };
  } catch (thrown) {
    return outcomeOf(thrown);
  }
}

function modifierLack(call: Call): string | undefined {
  if (call.as !== undefined) return sentences.as;
  return call.by === undefined ? undefined : sentences.by;
}

/** What would have been opened is a lack too, so that the steps which use it do not answer EBADF. */
function markSlot(world: World, call: Call, lack: string): void {
  if (call.op === "open" || call.op === "openat2") world.slots.mark(call.slot, lack);
  if (call.op === "dup") world.slots.mark(call.into, lack);
}
