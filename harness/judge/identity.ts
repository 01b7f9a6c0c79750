import type { Call } from "../language/step.ts";

/** Marks that hold a UUID or a file handle. */
const identities = /overlay[.:](?:origin|upper|uuid)$/;

/** Whether the call names an object or a filesystem by numbers of the moment: that it does is all there is to compare. */
export function givesIdentity(call: Call): boolean {
  if (call.op === "name_to_handle_at") return true;
  return "name" in call && typeof call.name === "string" && identities.test(call.name);
}
