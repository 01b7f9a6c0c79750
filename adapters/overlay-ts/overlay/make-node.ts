import { capable } from "../vfs/credentials.ts";
import type { Creation, Inode } from "../vfs/inode.ts";
import { isDevice, isWhiteoutDevice } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { tellMade } from "../vfs/telling.ts";
import type { Mounted } from "./structure.ts";

/**
 * Makes what a user of the overlay asked for, or what is copied up, as who mounted: ovl_create_real.
 * @throws EPERM for a device that the mounter may not make
 */
export function makeNode(
  mounted: Mounted,
  directory: Inode,
  name: string,
  creation: Creation,
): Inode {
  const { initial, mounter } = mounted;
  const { mode, rdev } = creation;
  const free = !isDevice(mode) || isWhiteoutDevice(mode, rdev ?? 0);
  if (!free && !(initial && capable(mounter, "CAP_MKNOD"))) fail("EPERM");
  const made = directory.create(name, creation);
  tellMade(mounted.hearers, { directory, name }, made);
  return made;
}
