import { ACL_ACCESS, ACL_DEFAULT, inheritedAcl, parseAcl, serialiseAcl } from "./acl.ts";
import { type Creation, type Inode } from "./inode.ts";
import { S_ISGID, isDirectory, isSymlink } from "./mode.ts";
import { keepsSetgid } from "./owner.ts";
import { PosixError } from "./posix-error.ts";
import type { Process } from "./process.ts";

/* What a new inode is: whose, with which mode, with which access lists. Source: inode(7), acl(5), umask(2) */

/** @param mode with the type bits, as asked */
export function creationIn(
  process: Process,
  directory: Inode,
  mode: number,
  rest: Pick<Creation, "rdev" | "target"> = {},
): Creation {
  const { who } = process;
  const parent = directory.getattr();
  const inherits = (parent.mode & S_ISGID) !== 0;
  const gid = inherits ? parent.gid : who.gid;
  const given = inherits && isDirectory(mode) ? mode | S_ISGID : mode;
  const owned = { uid: who.uid, gid, ...rest };
  if (isSymlink(mode)) return { ...owned, mode };
  const defaults = defaultAcl(directory);
  const asked = losesSetgid(given, inherits, gid, process) ? given & ~S_ISGID : given;
  const acl = defaults === undefined ? undefined : parseAcl(defaults);
  if (defaults === undefined || acl === undefined) {
    return { ...owned, mode: asked & ~process.umask };
  }
  const { mode: allowed, access } = inheritedAcl(acl, asked);
  const xattrs = new Map<string, Uint8Array>();
  if (access !== undefined) xattrs.set(ACL_ACCESS, serialiseAcl(access));
  if (isDirectory(mode)) xattrs.set(ACL_DEFAULT, defaults);
  return { ...owned, mode: allowed, xattrs };
}

/** Executables of a group do not get its setgid bit from somebody who is not in it: mode_strip_sgid. */
function losesSetgid(mode: number, inherits: boolean, gid: number, { who }: Process): boolean {
  const executable = (mode & (S_ISGID | 0o010)) === (S_ISGID | 0o010);
  return inherits && executable && !isDirectory(mode) && !keepsSetgid(who, gid);
}

function defaultAcl(directory: Inode): Uint8Array | undefined {
  try {
    return directory.getxattr(ACL_DEFAULT);
  } catch (error) {
    if (error instanceof PosixError && error.code === "EOPNOTSUPP") return undefined;
    throw error;
  }
}
