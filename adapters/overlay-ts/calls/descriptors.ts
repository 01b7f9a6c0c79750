import { openFlags } from "../../../harness/agent/constants.ts";
import type { File } from "../vfs/file.ts";
import { howOf } from "../vfs/open-flags.ts";
import { open } from "../vfs/open.ts";
import { makePipe } from "../vfs/pipe.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Process } from "../vfs/process.ts";
import { memoryAt, numberAt, stringAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls that make and end descriptors, and what fcntl(2) tells of them. */

const openHowSize = 24;

export const descriptorCalls: Handlers = {
  openat({ process }, args) {
    const how = howOf(numberAt(args, 2), numberAt(args, 3));
    return process.descriptors.add(open(process, numberAt(args, 0), stringAt(args, 1), how));
  },
  openat2({ process }, args) {
    const size = numberAt(args, 3);
    if (size < openHowSize) fail("EINVAL");
    const b = memoryAt(args, 2);
    if (b.subarray(openHowSize, size).some((byte) => byte !== 0)) fail("E2BIG");
    const [flags, mode, resolve] = [0, 8, 16].map((at) => Number(b.readBigUInt64LE(at)));
    if ((flags ?? 0) > 0xffff_ffff || (resolve ?? 0) > 0xffff_ffff) fail("EINVAL");
    const how = { flags: flags ?? 0, mode: mode ?? 0, resolve: resolve ?? 0 };
    return process.descriptors.add(open(process, numberAt(args, 0), stringAt(args, 1), how));
  },
  close: ({ process }, args) => process.descriptors.close(numberAt(args, 0)),
  close_range({ process }, args) {
    const [first, last] = [numberAt(args, 0) >>> 0, numberAt(args, 1) >>> 0];
    if (first > last) fail("EINVAL");
    process.descriptors.closeRange(first, last);
  },
  dup: ({ process }, args) => process.descriptors.duplicate(numberAt(args, 0)),
  pipe2({ process }, args) {
    const { reader, writer } = makePipe(numberAt(args, 1), process.who);
    const b = memoryAt(args, 0);
    b.writeInt32LE(process.descriptors.add(reader), 0);
    b.writeInt32LE(process.descriptors.add(writer), 4);
  },
};

const { O_APPEND, O_NONBLOCK, O_DIRECT, O_NOATIME } = openFlags;
const settable = O_APPEND | O_NONBLOCK | O_DIRECT | O_NOATIME;

const F_DUPFD = 0;
const F_GETFL = 3;
const F_SETFL = 4;
const F_DUPFD_CLOEXEC = 1030;

/** fcntl(2), as far as it is about the descriptor itself. EINVAL for what it does not know */
export function descriptorControl(
  process: Process,
  fd: number,
  command: number,
  argument: number,
): number {
  const { descriptors } = process;
  const file = descriptors.any(fd);
  switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
      return argument < 0 ? fail("EINVAL") : descriptors.duplicate(fd, argument);
    case F_GETFL:
      return file.flags;
    case F_SETFL:
      return setFlags(descriptors.get(fd), argument);
    default:
      descriptors.get(fd);
      return fail("EINVAL");
  }
}

function setFlags(file: File, flags: number): number {
  file.flags = (file.flags & ~settable) | (flags & settable);
  return 0;
}
