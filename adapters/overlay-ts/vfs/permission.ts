import { type Acl, aclPermits } from "./acl.ts";
import { type Credentials, capable, inGroup } from "./credentials.ts";
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, isDirectory, isSymlink } from "./mode.ts";
import { fail } from "./posix-error.ts";

/* Who may do what with an inode. Source: path_resolution(7), capabilities(7), acl(5) */

export const MAY_EXEC = 1;
export const MAY_WRITE = 2;
export const MAY_READ = 4;

/** What a decision needs to know of an inode. */
export interface Guarded {
  /** With the type bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Asked only where the bits of the group say that there may be one, and never of a link. */
  accessAcl(): Acl | undefined;
}

/**
 * By mode, access list and capabilities.
 * @throws EACCES
 */
export function genericPermission(inode: Guarded, mask: number, who: Credentials): void {
  if (!granted(inode, mask, who) && !overridden(inode, mask, who)) fail("EACCES");
}

/**
 * What nobody may write, whoever it is: files, directories and links of a read-only filesystem, and what is immutable.
 * @throws EROFS, EPERM
 */
export function writable(mode: number, filesystemReadonly: boolean, immutable: boolean): void {
  if (filesystemReadonly && storesData(mode)) fail("EROFS");
  if (immutable) fail("EPERM");
}

/** Devices, pipes and sockets of a read-only filesystem can be written: nothing of it changes. */
function storesData(mode: number): boolean {
  const type = mode & S_IFMT;
  return type === S_IFREG || type === S_IFDIR || type === S_IFLNK;
}

function granted(inode: Guarded, mask: number, who: Credentials): boolean {
  const { mode, uid } = inode;
  if (who.uid === uid) return (mask & ~(mode >> 6)) === 0;
  if ((mode & 0o070) !== 0 && !isSymlink(mode)) {
    const acl = inode.accessAcl();
    if (acl !== undefined) return aclPermits(acl, inode, mask, who);
  }
  return (mask & ~(inGroup(who, inode.gid) ? mode >> 3 : mode)) === 0;
}

/** A file that nobody may execute is executed by nobody. */
function overridden({ mode }: Guarded, mask: number, who: Credentials): boolean {
  const reading = isDirectory(mode) ? (mask & MAY_WRITE) === 0 : mask === MAY_READ;
  if (reading && capable(who, "CAP_DAC_READ_SEARCH")) return true;
  const executable = isDirectory(mode) || (mode & 0o111) !== 0;
  return ((mask & MAY_EXEC) === 0 || executable) && capable(who, "CAP_DAC_OVERRIDE");
}
