import type { FileSystemStatus } from "../vfs/inode.ts";
import type { Mounted } from "./structure.ts";

/** OVERLAYFS_SUPER_MAGIC */
const magic = 0x794c7630;

/** What statfs(2) says: the space of upper, else of the topmost lower. Source: ovl_statfs. */
export function overlayStatus({ upper, lowers, config, uuid }: Mounted): FileSystemStatus {
  const layers = upper === undefined ? lowers : [upper, ...lowers];
  const status = layers
    .map(({ filesystem }) => filesystem.status())
    .reduce((top, { namelen }) => ({ ...top, namelen: Math.max(top.namelen, namelen) }));
  const own = config.uuid === "on" || config.uuid === "auto";
  return { ...status, type: magic, ...(own && { fsid: fsidOf(uuid) }) };
}

/** Both halves of a UUID in one; zero without one. */
function fsidOf(uuid: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, at) => (uuid?.[at] ?? 0) ^ (uuid?.[at + 8] ?? 0));
}
