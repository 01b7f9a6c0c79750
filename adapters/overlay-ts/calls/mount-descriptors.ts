import { fsconfigCommands } from "../../../harness/agent/mount-constants.ts";
import { lookupOrSelf } from "../vfs/at.ts";
import type { Parameter } from "../vfs/inode.ts";
import {
  type End,
  contextAt,
  fsmount,
  fsopen,
  fspick,
  mountSetattr,
  moveMount,
  openTree,
} from "../vfs/mount-descriptors.ts";
import { fail } from "../vfs/posix-error.ts";
import { mountedInode } from "../vfs/surroundings.ts";
import type { Process } from "../vfs/process.ts";
import { type Arguments, memoryAt, numberAt, stringAt, stringOrNullAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* The calls of linux/mount.h. */

const mountAttrSize = 32;

export const mountDescriptorCalls: Handlers = {
  fsopen: ({ process }, args) => fsopen(process, stringAt(args, 0)),
  fspick: ({ process }, args) =>
    fspick(process, numberAt(args, 0), stringAt(args, 1), numberAt(args, 2)),
  fsconfig({ process }, args) {
    const context = contextAt(process, numberAt(args, 0));
    const command = numberAt(args, 1);
    const read = parameters.get(command);
    if (read !== undefined) return context.set(read(process, args));
    if (args[2] !== null || args[3] !== null || numberAt(args, 4) !== 0) fail("EINVAL");
    return context.command(process, command);
  },
  fsmount: ({ process }, args) => fsmount(process, numberAt(args, 0), numberAt(args, 2)),
  move_mount({ process }, args) {
    moveMount(process, endAt(args, 0), endAt(args, 2), numberAt(args, 4));
  },
  open_tree: ({ process }, args) => openTree(process, endAt(args, 0), numberAt(args, 2)),
  mount_setattr({ process }, args) {
    if (numberAt(args, 4) < mountAttrSize) fail("EINVAL");
    const b = memoryAt(args, 3);
    const request = { set: b.readUInt32LE(0), clear: b.readUInt32LE(8) };
    mountSetattr(process, endAt(args, 0), numberAt(args, 2), request);
  },
};

function endAt(args: Arguments, index: number): End {
  return { dirfd: numberAt(args, index), path: stringAt(args, index + 1) };
}

type Read = (process: Process, args: Arguments) => Parameter;

/** Each command wants some arguments, and the others empty. EINVAL */
const parameters: ReadonlyMap<number, Read> = new Map<number, Read>([
  [
    fsconfigCommands.FSCONFIG_SET_FLAG,
    (_process, args) => {
      if (args[3] !== null || numberAt(args, 4) !== 0) fail("EINVAL");
      return [keyAt(args)];
    },
  ],
  [
    fsconfigCommands.FSCONFIG_SET_STRING,
    (_process, args) => {
      if (numberAt(args, 4) !== 0) fail("EINVAL");
      return [keyAt(args), stringOrNullAt(args, 3) ?? fail("EINVAL")];
    },
  ],
  [fsconfigCommands.FSCONFIG_SET_PATH, (process, args) => pathParameter(process, args, false)],
  [fsconfigCommands.FSCONFIG_SET_PATH_EMPTY, (process, args) => pathParameter(process, args, true)],
  [
    fsconfigCommands.FSCONFIG_SET_FD,
    (process, args) => {
      const fd = numberAt(args, 4);
      if (args[3] !== null || fd < 0) fail("EINVAL");
      const { path } = process.descriptors.any(fd);
      return [keyAt(args), mountedInode(process, path ?? fail("EBADF"))];
    },
  ],
]);

function keyAt(args: Arguments): string {
  return stringOrNullAt(args, 2) ?? fail("EINVAL");
}

function pathParameter(process: Process, args: Arguments, empty: boolean): Parameter {
  const key = keyAt(args);
  const path = stringOrNullAt(args, 3) ?? fail("EINVAL");
  const at = lookupOrSelf(process, numberAt(args, 4), path, true, empty);
  return [key, mountedInode(process, at)];
}
