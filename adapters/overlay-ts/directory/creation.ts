import { openFlags } from "../../../harness/agent/constants.ts";
import { deviceNumber } from "../../../harness/agent/structs.ts";
import { ACL_ACCESS, ACL_DEFAULT } from "../vfs/acl.ts";
import type { Creation } from "../vfs/inode.ts";
import { S_IFDIR, S_IFLNK, S_IFMT, isDirectory, isSymlink, majorOf, minorOf } from "../vfs/mode.ts";
import { identify } from "./host-stat.ts";
import { AT_REMOVEDIR, REFERENCE, answered, host, magicLink, reopen } from "./host.ts";
import { changeMode, changeOwner } from "./setattr.ts";
import { getXattr, getXattrIfAny, removeXattr, setXattr } from "./xattrs.ts";

/* New objects. The process's umask, a set-group-ID parent and its default ACL must not add to what was decided. */

type Maker = (directory: number, name: string, creation: Creation) => number;

function makeNode(directory: number, name: string, { mode, rdev = 0 }: Creation): number {
  return host.mknodat(directory, name, mode, deviceNumber(majorOf(rdev), minorOf(rdev)));
}

const makers: Readonly<Record<number, Maker>> = {
  [S_IFDIR]: (directory, name, { mode }) => host.mkdirat(directory, name, mode & 0o7777),
  [S_IFLNK]: (directory, name, { target = "" }) => host.symlinkat(target, directory, name),
};

/** A new object under a name; gives an O_PATH descriptor. What cannot be made as decided is not left there. */
export function makeObject(directory: number, name: string, creation: Creation): number {
  const make = makers[creation.mode & S_IFMT] ?? makeNode;
  answered(withoutUmask(() => make(directory, name, creation)));
  const fd = answered(host.openat(directory, name, REFERENCE | openFlags.O_NOFOLLOW, 0));
  try {
    settle(directory, fd, creation);
  } catch (error) {
    host.close(fd);
    host.unlinkat(directory, name, isDirectory(creation.mode) ? AT_REMOVEDIR : 0);
    throw error;
  }
  return fd;
}

/** A new file without a name; gives an O_PATH descriptor, which keeps it alive. */
export function makeTemporary(directory: number, creation: Creation): number {
  const flags = openFlags.O_TMPFILE | openFlags.O_RDWR | openFlags.O_CLOEXEC;
  const file = answered(
    withoutUmask(() => host.openat(directory, ".", flags, creation.mode & 0o7777)),
  );
  const fd = reopen(file, REFERENCE);
  host.close(file);
  settle(directory, answered(fd), creation);
  return fd;
}

/** With the mode right from the start nothing has to be changed later, and all times are the same. */
function withoutUmask(make: () => number): number {
  const before = host.umask(0);
  const result = make();
  host.umask(before);
  return result;
}

function settle(directory: number, fd: number, creation: Creation): void {
  const { mode, uid, gid } = identify(fd);
  const owned = uid === creation.uid && gid === creation.gid;
  if (!owned) changeOwner(fd, creation.uid, creation.gid);
  if (isSymlink(mode)) return;
  const listed = settleAcls(directory, fd, creation);
  if (!owned || listed || mode !== creation.mode) changeMode(fd, creation.mode);
}

/** Whether any list was changed, and with it the mode. */
function settleAcls(directory: number, fd: number, { xattrs }: Creation): boolean {
  const inherited = getXattrIfAny(magicLink(directory), ACL_DEFAULT) !== undefined;
  if (!inherited && xattrs === undefined) return false;
  for (const name of [ACL_ACCESS, ACL_DEFAULT]) {
    const decided = xattrs?.get(name);
    const path = magicLink(fd);
    if (decided !== undefined) setXattr(path, name, decided, 0);
    else if (getXattr(path, name) !== undefined) removeXattr(path, name);
  }
  return true;
}
