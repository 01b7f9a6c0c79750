import type { Credentials } from "./credentials.ts";
import { S_IFBLK, S_IFCHR, S_IFIFO, S_IFMT, S_IFSOCK, isRegular } from "./mode.ts";
import { type Path, attribute } from "./mount.ts";
import { MAY_EXEC, MAY_WRITE } from "./permission.ts";
import { fail } from "./posix-error.ts";

/* access(2) */

/** What can be written on a read-only mount: nothing of the filesystem changes. */
const special: readonly number[] = [S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK];

/** @throws EACCES, EROFS */
export function mayAccess({ inode, mount }: Path, mode: number, who: Credentials): void {
  const { mode: type } = inode.getattr();
  if ((mode & MAY_EXEC) !== 0 && isRegular(type) && mount.has(attribute.noexec)) fail("EACCES");
  inode.permission(mode, who);
  if ((mode & MAY_WRITE) !== 0 && !special.includes(type & S_IFMT)) mount.wantWrite();
}
