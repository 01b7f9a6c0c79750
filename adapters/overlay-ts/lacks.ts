import type { Lacks } from "../../harness/language/protocol.ts";

const programs =
  "a program is run by a kernel: here are only the files that it would be loaded from";
const leases = "a lease is broken by a signal to its holder, and here is no process to send one to";
const signals = "changes are told by a signal, and here is no process to send one to";
const rings = "a ring is memory that a kernel shares, and here is none";
const fanotify = "fanotify watches a whole mount for other processes, and here is one process";

const namespaces = "a mapping of ids is one of a user namespace, and here is one process";

/** What needs more of a kernel than its filesystems: ops, and features that scenarios need by name. */
export const lacks: Lacks = {
  dnotify: signals,
  dnotify_read: signals,
  io_uring: rings,
  io_uring_openat: rings,
  io_uring_read: rings,
  io_uring_write: rings,
  io_uring_fsync: rings,
  fanotify,
  file_ids: fanotify,
  leases,
  idmapped_mounts: namespaces,
  idmapped_overlay: namespaces,
  quota: "the layers are like those of tmpfs, of which nobody has set quotas",
  ramfs: "the layers are like those of tmpfs, which stores extended attributes",
  ext4_disks: "the layers are in memory, and on no disk",
  vfat_disks: "the layers are in memory, and on no disk",
  fs_verity: "the layers are like those of tmpfs, which has no fs-verity",
  casefold: "the layers are like those of a tmpfs that folds no case",
  extents: "the layers are like those of tmpfs, which tells no extents",
  reflink: "the layers are like those of tmpfs, which clones nothing",
  shared_mounts: "mounts propagate between namespaces, and here is one",
  execve: programs,
  fexecve: programs,
  spawn: programs,
  kill: programs,
  fsopen_from_user_namespace:
    "a user namespace of a child is one that a kernel runs it in: here is one process",
  setlease: leases,
  getlease: leases,
  fanotify_init: fanotify,
  fanotify_mark: fanotify,
  fanotify_read: fanotify,
};
