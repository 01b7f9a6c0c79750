import { openFlags } from "../../../harness/agent/constants.ts";
import type { Inode } from "../vfs/inode.ts";
import { adopt } from "./filesystem.ts";
import { AT_FDCWD, REFERENCE, answered, host } from "./host.ts";

/**
 * A directory of the host. Its filesystem is one object for all directories of the same device.
 * @throws the errno of opening it: ENOENT, ENOTDIR, EACCES, ELOOP
 */
export function directoryRoot(path: string): Inode {
  return adopt(answered(host.openat(AT_FDCWD, path, REFERENCE | openFlags.O_DIRECTORY, 0)));
}

export { closeAll as closeDirectories } from "./filesystem.ts";
