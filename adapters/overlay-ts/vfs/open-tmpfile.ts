import { creationIn } from "./creation.ts";
import type { File } from "./file.ts";
import { S_IFREG, isDirectory } from "./mode.ts";
import type { Path } from "./mount.ts";
import { O_EXCL, type OpenHow } from "./open-flags.ts";
import { openPath } from "./open-path.ts";
import { MAY_EXEC, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

/** O_TMPFILE: a file in a directory's filesystem, without a name. O_EXCL keeps it from ever getting one. */
export function openTmpfile(process: Process, { mount, inode }: Path, how: OpenHow): File {
  if (!isDirectory(inode.getattr().mode)) fail("ENOTDIR");
  mount.wantWrite();
  inode.permission(MAY_WRITE | MAY_EXEC, process.who);
  const made = inode.tmpfile(creationIn(process, inode, S_IFREG | how.mode));
  if ((how.flags & O_EXCL) === 0) process.system.nameless.add(made);
  return openPath(process, { mount, inode: made }, how.flags & ~O_EXCL, true);
}
