import { diskTypes, mountFlags, shutdownFlags } from "../flags.ts";
import { flags, list, matching, optional, slot, word } from "../kind.ts";
import { path } from "../path.ts";
import { changing, nothing, op } from "./op.ts";

/** As mke2fs(8) takes them, one at a time. */
const diskFeature = matching(/^\^?[a-z0-9_]+$/, 'a feature such as "^filetype"');

/**
 * Filesystems on disks of their own, for layers whose disk fails, loses power, or keeps less than others. A disk is a
 * file, and goes with its last mount.
 */
export const diskOps = {
  /** mkfs(8): a file of 16 MiB that holds an empty filesystem, with what `-O` of mke2fs(8) adds or, after `^`, takes away */
  mkfs: op(
    { path, type: word(diskTypes), features: optional(list(diskFeature)) },
    nothing,
    changing,
  ),
  /** mount(2) of a loop(4) device over such a file, by paths of the place */
  mount_loop: op(
    { image: path, target: path, type: word(diskTypes), flags: optional(flags(mountFlags)) },
    nothing,
    changing,
  ),
  /** LOOP_SET_CAPACITY of the device below an object: it becomes as large as its file is now, and what was behind is lost */
  loop_set_capacity: op({ path }, nothing),
  /** FS_IOC_SHUTDOWN: the filesystem of an open object fails from now on. What was not written out is lost, as without power. */
  fs_shutdown: op({ slot, how: word(shutdownFlags) }, nothing, changing),
} as const;
