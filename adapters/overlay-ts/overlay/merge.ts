import { openFlags } from "../../../harness/agent/constants.ts";
import type { Inode } from "../vfs/inode.ts";
import { S_IFCHR, S_IFREG } from "../vfs/mode.ts";
import { event } from "../vfs/notifications.ts";
import { mayHaveFileWhiteouts } from "./file-whiteouts.ts";
import type { ListedName } from "./listing.ts";
import type { Node } from "./node.ts";
import { closeReal, openRealDirectory } from "./open-real.ts";
import type { Mounted } from "./structure.ts";
import { isDeviceWhiteout } from "./whiteout.ts";

/*
 * The names of a directory in all its layers. Those of the lowest layer come first, so that positions in the listing
 * change little; then those of the others from the top. Source: ovl_dir_read_merged.
 */

/** All of them, `.`, `..` and those of whiteouts among them. */
export function mergedNames(node: Node): readonly ListedName[] {
  const { upper, mounted, fileWhiteouts } = node;
  const names = new Map<string, ListedName>();
  const top: Source[] = upper === undefined ? [] : [{ real: upper, inUpper: true, unsure: false }];
  const below = node.lowers.map(({ inode, layer }) => ({
    real: inode,
    inUpper: false,
    unsure: fileWhiteouts && mayHaveFileWhiteouts(layer),
  }));
  const sources = [...top, ...below];
  const lowest: ListedName[] = [];
  for (const [index, source] of sources.entries()) {
    readReal(mounted, source.real, (name, type, realIno) => {
      const listed = names.get(name) ?? listedIn(node, source, name, type, realIno);
      if (index < sources.length - 1) names.set(name, listed);
      else {
        lowest.push(listed);
        names.delete(name);
      }
    });
  }
  return [...lowest, ...names.values()];
}

interface Source {
  readonly real: Inode;
  readonly inUpper: boolean;
  readonly unsure: boolean;
}

function listedIn(
  node: Node,
  { real, inUpper, unsure }: Source,
  name: string,
  type: number,
  realIno: bigint,
): ListedName {
  return {
    name,
    type,
    realIno,
    ino: keepsNumber(node, name, inUpper) ? realIno : undefined,
    inUpper,
    whiteout: type === S_IFCHR && isWhiteoutAt(real, name),
    unsure: unsure && type === S_IFREG,
  };
}

/** All entries of a real directory. */
export function readReal(
  mounted: Mounted,
  real: Inode,
  add: (name: string, type: number, ino: bigint) => void,
): void {
  const { O_RDONLY, O_DIRECTORY, O_NOATIME } = openFlags;
  const flags = O_RDONLY | O_DIRECTORY | O_NOATIME;
  const file = openRealDirectory(mounted, { inode: real }, flags);
  file.iterate(0n, ({ name, type, ino }) => {
    add(name, type, ino);
    return true;
  });
  mounted.hearers.notifications.at({ inode: real }, event.access);
  closeReal(mounted, { inode: real }, file, flags);
}

function isWhiteoutAt(directory: Inode, name: string): boolean {
  const inode = directory.lookup(name);
  return inode !== undefined && isDeviceWhiteout(inode);
}

/** Whether the number in the layer shows: what was copied up shows that of its origin. */
function keepsNumber(node: Node, name: string, inUpper: boolean): boolean {
  if (name === ".." || node.mounted.config.xinoBits > 0) return false;
  return !inUpper || (name !== "." && !node.impure);
}
