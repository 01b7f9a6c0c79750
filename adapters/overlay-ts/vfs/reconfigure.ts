import type { FileSystem, Reconfiguration } from "./filesystem.ts";
import { fail } from "./posix-error.ts";
import type { System } from "./system.ts";

/**
 * Makes a change whose parameters have been taken: reconfigure_super. Whatever the change, names that nobody uses are
 * forgotten.
 * @throws EBUSY for what cannot become read-only now
 */
export function commitChange(
  system: System,
  filesystem: FileSystem,
  change: Reconfiguration,
  readonly: boolean,
): void {
  system.dropNames(filesystem);
  if (readonly && !filesystem.readonly && filesystem.keepsWritable()) fail("EBUSY");
  change.commit(readonly);
}
