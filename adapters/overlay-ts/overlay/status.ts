import type { FileSystem } from "../vfs/inode.ts";
import type { FileSystemStatus } from "../vfs/filesystem-status.ts";
import type { Mounted } from "./structure.ts";

/** OVERLAYFS_SUPER_MAGIC */
const magic = 0x794c7630;

/**
 * What statfs(2) says. Source: ovl_statfs.
 * @param topmost whose space it is: upper's, else that of the topmost lower
 */
export function overlayStatus(mounted: Mounted, topmost: FileSystem): FileSystemStatus {
  const { upper, lowers, config, uuid } = mounted;
  const layers = upper === undefined ? lowers : [upper, ...lowers];
  const namelen = Math.max(...layers.map(({ filesystem }) => filesystem.status().namelen));
  const own = config.uuid === "on" || config.uuid === "auto";
  return { ...topmost.status(), type: magic, namelen, ...(own && { fsid: fsidOf(uuid) }) };
}

/** Both halves of a UUID in one; zero without one. */
function fsidOf(uuid: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, at) => (uuid?.[at] ?? 0) ^ (uuid?.[at + 8] ?? 0));
}
