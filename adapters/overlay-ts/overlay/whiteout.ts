import { type Attributes, type Inode, RENAME_EXCHANGE } from "../vfs/inode.ts";
import { S_IFCHR, isRegular, isWhiteoutDevice } from "../vfs/mode.ts";
import { linkIn, renameIn } from "./layer-names.ts";
import { makeNode } from "./make-node.ts";
import { getMark } from "./marks.ts";
import { cleanUp, inWork } from "./work.ts";
import type { Mounted } from "./structure.ts";

/* What says that a name is deleted. Source: overlayfs.rst, "Whiteouts and opaque directories"; ovl_whiteout. */

/** The device 0:0 in any layer. */
export function isDeviceWhiteout(inode: Inode): boolean {
  const { mode, rdev } = inode.getattr();
  return isWhiteoutDevice(mode, rdev);
}

/** Either form: the device, or an empty regular file with the mark. */
export function isWhiteout(
  mounted: Mounted,
  inode: Inode,
  { mode, rdev, size }: Attributes = inode.getattr(),
): boolean {
  if (isRegular(mode)) return size === 0 && getMark(mounted, inode, "whiteout") !== undefined;
  return isWhiteoutDevice(mode, rdev);
}

/**
 * Makes one in work and gives its name there. All whiteouts of a mount are links of one inode, of which work keeps a
 * link; where it cannot have more links it is used up itself.
 */
function newWhiteout(mounted: Mounted): string {
  const { uid, gid } = mounted.mounter;
  const workdir = inWork(mounted);
  const spare = mounted.spareWhiteout ?? mounted.temporaryName();
  const known = mounted.spareWhiteout === undefined ? undefined : workdir.lookup(spare);
  const inode = known ?? makeNode(mounted, workdir, spare, { mode: S_IFCHR, uid, gid, rdev: 0 });
  mounted.spareWhiteout = spare;
  const name = mounted.temporaryName();
  try {
    linkIn(mounted, workdir, name, inode);
    return name;
  } catch {
    mounted.spareWhiteout = undefined;
    return spare;
  }
}

/**
 * Puts a whiteout at a name of upper. What was there goes.
 * @param exchanged what is there is a directory: it changes places with the whiteout
 */
export function coverWithWhiteout(
  mounted: Mounted,
  directory: Inode,
  name: string,
  exchanged: boolean,
): void {
  const workdir = inWork(mounted);
  const whiteout = newWhiteout(mounted);
  try {
    renameIn(mounted, workdir, whiteout, directory, name, exchanged ? RENAME_EXCHANGE : 0);
  } catch (error) {
    cleanUp(mounted, workdir, whiteout);
    throw error;
  }
  if (exchanged) cleanUp(mounted, workdir, whiteout);
}
