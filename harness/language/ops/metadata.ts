import { time } from "../content.ts";
import { accessModes, atFlags } from "../flags.ts";
import { flags, integer, list, mode, optional, slot, text, word } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { entryTypes } from "./directory.ts";
import { changing, nothing, op } from "./op.ts";

const stamp = record({ sec: integer, nsec: integer });

/** `mode` is the permission bits with setuid, setgid and sticky; `rdev` and `dev` are [major, minor]. */
const statFields = {
  type: word(entryTypes),
  mode,
  nlink: integer,
  uid: integer,
  gid: integer,
  size: integer,
  blocks: integer,
  blksize: integer,
  ino: text,
  dev: list(integer),
  rdev: list(integer),
  atime: stamp,
  mtime: stamp,
  ctime: stamp,
};

const stat = record(statFields);
const statx = record({
  ...statFields,
  btime: optional(stamp),
  mask: integer,
  attributes: list(text),
  mountId: optional(integer),
});

/** `type` is f_type as eight hex digits: `794c7630` is overlay. */
const statfs = record({
  type: text,
  bsize: integer,
  blocks: integer,
  bfree: integer,
  bavail: integer,
  files: integer,
  ffree: integer,
  fsid: text,
  namelen: integer,
  frsize: integer,
  flags: integer,
});

const numbered = record({ ino: text });

const times = { atime: time, mtime: time };

/** Attributes of inodes other than the extended ones. */
export const metadataOps = {
  /** stat(2) by newfstatat */
  stat: op({ path }, stat),
  /** lstat(2) by newfstatat */
  lstat: op({ path }, stat),
  /** fstat(2) */
  fstat: op({ slot }, stat),
  /** statx(2) with STATX_BASIC_STATS, STATX_BTIME and STATX_MNT_ID */
  statx: op({ path, flags: optional(flags(atFlags)) }, statx),
  /** access(2) by faccessat: the real uid decides */
  access: op({ path, mode: flags(accessModes) }, nothing),
  /** faccessat2(2) */
  faccessat2: op({ path, mode: flags(accessModes), flags: flags(atFlags) }, nothing),
  /** What the kernel itself numbers: the file of a slot, those it holds locks on and those it watches, as /proc/self/fdinfo shows them */
  fdinfo: op({ slot }, record({ ino: text, locks: list(numbered), watches: list(numbered) })),
  /** statfs(2) */
  statfs: op({ path }, statfs),
  /** fstatfs(2) */
  fstatfs: op({ slot }, statfs),
  /**
   * setquota(8): from now on the filesystem of the object holds at most so many bytes, or without `bytes` as many as it
   * has room for. Of btrfs by its ioctls, ENOTTY on others.
   */
  setquota: op({ path, bytes: optional(integer) }, nothing, changing),
  /** chmod(2) by fchmodat */
  chmod: op({ path, mode }, nothing, changing),
  /** fchmod(2) */
  fchmod: op({ slot, mode }, nothing, changing),
  /** fchmodat2(2) */
  fchmodat2: op({ path, mode, flags: flags(atFlags) }, nothing, changing),
  /** chown(2) by fchownat; -1 leaves an id as it is */
  chown: op({ path, uid: integer, gid: integer }, nothing, changing),
  /** lchown(2) by fchownat */
  lchown: op({ path, uid: integer, gid: integer }, nothing, changing),
  /** fchown(2) */
  fchown: op({ slot, uid: integer, gid: integer }, nothing, changing),
  /** utimensat(2) */
  utimensat: op({ path, ...times, flags: optional(flags(atFlags)) }, nothing, changing),
  /** futimens(3): utimensat with a null path */
  futimens: op({ slot, ...times }, nothing, changing),
} as const;
