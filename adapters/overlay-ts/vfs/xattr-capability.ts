import { capable } from "./credentials.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

/* security.capability. Source: capabilities(7), linux/capability.h */

export const fileCapability = "security.capability";

/** struct vfs_cap_data of revisions 2 and 3, and the word that names the revision. */
const sizes: ReadonlyMap<number, number> = new Map([
  [0x0200_0000, 20],
  [0x0300_0000, 24],
]);

/**
 * An empty one can do nothing, and so anybody may set it.
 * @throws EINVAL for what is none, EPERM without CAP_SETFCAP
 */
export function checkFileCapability({ who }: Process, value: Uint8Array): void {
  if (value.length === 0) return;
  if (value.length < 4) fail("EINVAL");
  const revision = new DataView(value.buffer, value.byteOffset).getUint32(0, true) & 0xff00_0000;
  if (sizes.get(revision) !== value.length) fail("EINVAL");
  if (!capable(who, "CAP_SETFCAP")) fail("EPERM");
}
