import type { Lacks } from "../../language/protocol.ts";
import type { OpName } from "../../language/step.ts";

/*
 * What no in-process subject can express, because `node:fs` has no such call or because a process of its own would be
 * needed. Each with the sentence that a report prints.
 */

const because = (sentence: string, ...ops: readonly OpName[]): Lacks =>
  Object.fromEntries(ops.map((op) => [op, sentence]));

export const absentOps: Lacks = {
  ...because(
    "node:fs resolves paths by itself and takes no resolve flags",
    "openat2",
    "faccessat2",
    "fchmodat2",
  ),
  ...because("an in-process subject has no pipes", "pipe", "splice"),
  ...because("a handle of node:fs reads and writes one buffer a call", "readv", "writev"),
  ...because("node:fs does not allocate or punch ranges", "fallocate"),
  ...because(
    "requests of io_uring are carried out by the kernel",
    "io_uring_openat",
    "io_uring_read",
    "io_uring_write",
    "io_uring_fsync",
  ),
  ...because("an in-process subject has no page cache to advise", "fadvise", "readahead"),
  ...because(
    "node:fs copies whole files by path, not ranges between descriptors",
    "copy_file_range",
    "sendfile",
    "ficlone",
    "ficlonerange",
  ),
  ...because("a handle of node:fs syncs its file, not the filesystem", "syncfs"),
  ...because("readdir of node:fs gives names, not the records of getdents64", "getdents64"),
  ...because("Stats of node:fs have no statx mask and no attributes", "statx"),
  ...because("an in-process subject has no descriptors of a kernel", "fdinfo"),
  ...because("the sizes of a filesystem are not part of the contract", "statfs", "fstatfs"),
  ...because("an in-process subject has no quotas of a kernel", "setquota"),
  ...because(
    "disks are mounted by the kernel",
    "mkfs",
    "mount_loop",
    "loop_set_capacity",
    "fs_shutdown",
  ),
  ...because(
    "extended attributes of an in-process subject go by path, not by descriptor",
    "fsetxattr",
    "fgetxattr",
    "flistxattr",
    "fremovexattr",
  ),
  ...because(
    "node:fs has no ioctl",
    "fiemap",
    "getflags",
    "setflags",
    "fsgetxattr",
    "fssetxattr",
    "enable_verity",
    "measure_verity",
  ),
  ...because(
    "only the kernel maps files into memory",
    "mmap",
    "load",
    "store",
    "msync",
    "mapinfo",
    "munmap",
  ),
  ...because("node:fs has no locks and no leases", "flock", "lock", "setlease", "getlease"),
  ...because(
    "dnotify, inotify and fanotify watch filesystems of the kernel",
    "dnotify",
    "dnotify_read",
    "inotify_init",
    "inotify_add_watch",
    "inotify_rm_watch",
    "inotify_read",
    "fanotify_init",
    "fanotify_mark",
    "fanotify_read",
  ),
  ...because(
    "an in-process subject is opened by its adapter, not by mount calls",
    "mount",
    "umount",
    "fsopen",
    "fspick",
    "fsconfig",
    "fsopen_from_user_namespace",
    "fsmount",
    "move_mount",
    "open_tree",
    "mount_setattr",
    "mountinfo",
  ),
  ...because(
    "file handles belong to filesystems of the kernel",
    "name_to_handle_at",
    "open_by_handle_at",
  ),
  ...because("node:fs has no sockets", "socket", "bind", "listen", "connect", "accept"),
  ...because("an in-process subject has no caches of the kernel", "drop_caches"),
  ...because(
    "the kernel executes programs from its own filesystems only",
    "execve",
    "fexecve",
    "spawn",
    "kill",
  ),
};

/** All that holds for any in-process subject, for the announcement of an agent. */
export const inProcessLacks: Lacks = {
  ...absentOps,
  "tree.work": "an in-process subject has no work directory",
};

export const sentences = {
  lanes: "steps that run at the same time need threads; an in-process subject has one",
  as: "an in-process subject runs with the credentials that its adapter gives it",
  by: "an in-process subject is one process",
  work: "an in-process subject has no work directory",
  root: "the layers of an in-process subject are objects, not directories of one root",
  tmpfile: "node:fs makes no files without a name",
  path: "node:fs has no descriptors that only name an object",
  renameFlags: "rename of node:fs takes no flags",
  linkFlags: "link of node:fs takes no flags",
  emptyPath: "node:fs has no call on the object behind a descriptor by an empty path",
  symlinkXattr: "extended attributes of a symbolic link itself are not part of the contract",
  nanoseconds: "node:fs takes times as seconds in a double, which cannot hold these nanoseconds",
  directoryOffsets:
    "readdir of node:fs gives all names at once, so that only its start is a place in it",
  marks: "the layers of this subject hold no extended attributes of overlay's own",
  holes: "a handle of node:fs does not tell data from holes",
  sizedXattr: "a library gives the value of an attribute whole, not into a buffer of some size",
  shownWhiteout:
    "a whiteout of this subject is no object of upper, so that none can change it there",
  mount: "the scenario mounts by itself, and an in-process subject is opened by its adapter",
} as const;
