import {
  atFlags,
  fsconfigCommands,
  mountAttributes,
  mountFlags,
  moveMountFlags,
  openFlags,
  openTreeFlags,
  umountFlags,
} from "../flags.ts";
import { either, flags, integer, list, optional, slot, text, word } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { changing, nothing, op } from "./op.ts";

/** As in user_namespaces(7): `count` ids from `inside` on are those from `outside` on. */
const idRange = record({ inside: integer, outside: integer, count: integer });

const mountinfo = record({ type: text, source: text, options: list(text), flags: list(text) });

/**
 * Mounts, handles, and the program's own view of a mount. Mount calls belong to the place `root`, where the layers are
 * /lower0, /lower1 …, /upper, /work and /merged.
 */
export const mountOps = {
  /** mount(2) */
  mount: op(
    { source: text, target: path, type: text, flags: flags(mountFlags), options: optional(text) },
    nothing,
    changing,
  ),
  /** umount2(2) */
  umount: op({ target: path, flags: optional(flags(umountFlags)) }, nothing, changing),
  /** fsopen(2): gives a configuration slot; read it for the kernel's messages */
  fsopen: op({ slot, type: text }, nothing),
  /** fsopen(2) by a child in a user and a mount namespace of its own, to which the configuration belongs then */
  fsopen_from_user_namespace: op({ slot, type: text }, nothing),
  /** fspick(2) */
  fspick: op({ slot, path }, nothing),
  /** fsconfig(2); `value` is a string, or a slot for FSCONFIG_SET_FD */
  fsconfig: op(
    {
      slot,
      command: word(fsconfigCommands),
      key: optional(text),
      value: optional(either(text, record({ fd: slot }))),
    },
    nothing,
    changing,
  ),
  /** fsmount(2): gives a mount slot */
  fsmount: op({ slot, mount: slot, attributes: optional(flags(mountAttributes)) }, nothing),
  /** move_mount(2) */
  move_mount: op({ mount: slot, target: path, flags: flags(moveMountFlags) }, nothing, changing),
  /** open_tree(2) */
  open_tree: op({ slot, path, flags: flags(openTreeFlags) }, nothing),
  /** mount_setattr(2) */
  mount_setattr: op(
    {
      path,
      set: flags(mountAttributes),
      clear: flags(mountAttributes),
      flags: optional(flags(atFlags)),
      userns: optional(slot),
    },
    nothing,
    changing,
  ),
  /** A user namespace with nobody in it, for mount_setattr: a slot of its descriptor */
  user_namespace: op({ slot, uids: list(idRange), gids: list(idRange) }, nothing),
  /** The topmost mount at a path as /proc/self/mountinfo shows it; ENOENT where none is */
  mountinfo: op({ path }, mountinfo),
  /** name_to_handle_at(2) into a handle slot: gives the handle's bytes */
  name_to_handle_at: op({ path, handle: slot, flags: optional(flags(atFlags)) }, text),
  /** open_by_handle_at(2) on the mount of `path` */
  open_by_handle_at: op({ path, handle: slot, slot, flags: flags(openFlags) }, nothing),
  /** The adapter unmounts and mounts again, with the same layers and options */
  remount: op({}, nothing, changing),
  /**
   * The mount forgets the names and inodes that nobody uses: fspick(2), and FSCONFIG_CMD_RECONFIGURE with nothing
   * changed. Writing to /proc/sys/vm/drop_caches would have every mount of the machine forget, those of other agents too,
   * and what they answer is not always the same after that (the link count of a file that the index knows).
   */
  drop_caches: op({}, nothing),
} as const;
