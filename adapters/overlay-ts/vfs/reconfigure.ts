import type { FileSystem, Reconfiguration } from "./filesystem.ts";
import { fail } from "./posix-error.ts";

/**
 * Makes a change whose parameters have been taken: reconfigure_super.
 * @throws EBUSY for what cannot become read-only now
 */
export function commitChange(
  filesystem: FileSystem,
  change: Reconfiguration,
  readonly: boolean,
): void {
  if (readonly && !filesystem.readonly && filesystem.keepsWritable()) fail("EBUSY");
  change.commit(readonly);
}
