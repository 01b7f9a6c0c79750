import { openFlags } from "../../../harness/agent/constants.ts";
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../vfs/mode.ts";
import { identify } from "./host-stat.ts";
import { AT_EMPTY_PATH, host, reopen } from "./host.ts";

/*
 * An access time cannot be set without moving the change time: only a read does that. And only the mount can keep a
 * read of a symbolic link from doing it.
 */

const one = Buffer.alloc(1);

/** Lets the host see a read of the least that counts as one. Where it is refused, the time stays. */
const touches: Readonly<Record<number, (fd: number) => void>> = {
  [S_IFLNK]: (fd) => host.readlinkat(fd, "", one, 1),
  [S_IFREG]: (fd) => reading(fd, (file) => host.pread64(file, one, 1, 0)),
  // No entry is as short, but asking for one counts.
  [S_IFDIR]: (fd) => reading(fd, (file) => host.getdents64(file, one, 1)),
};

export function touchAccess(fd: number): void {
  touches[identify(fd).mode & S_IFMT]?.(fd);
}

function reading(fd: number, read: (file: number) => void): void {
  const file = reopen(fd, openFlags.O_RDONLY);
  if (file < 0) return;
  read(file);
  host.close(file);
}

const OPEN_TREE_CLONE = 1;
const MOUNT_ATTR_NOATIME = 0x10;
/** MOUNT_ATTR__ATIME */
const atimeAttributes = 0x70;

/**
 * An opened directory of a mount like that of `fd`, which keeps no access times and stands nowhere. A negative errno
 * without the privilege to mount.
 */
export function untracedMount(fd: number): number {
  const tree = host.open_tree(fd, "", OPEN_TREE_CLONE | openFlags.O_CLOEXEC | AT_EMPTY_PATH);
  const attributes = Buffer.alloc(32);
  attributes.writeBigUInt64LE(BigInt(MOUNT_ATTR_NOATIME), 0);
  attributes.writeBigUInt64LE(BigInt(atimeAttributes), 8);
  host.mount_setattr(tree, "", AT_EMPTY_PATH, attributes, attributes.length);
  const directory = reopen(tree, openFlags.O_RDONLY | openFlags.O_DIRECTORY);
  host.close(tree);
  return directory;
}
