import { fsxFlags, inodeFlags } from "../../../harness/agent/constants.ts";
import { cloneRange } from "../vfs/clone.ts";
import type { File } from "../vfs/file.ts";
import { setFileFlags } from "../vfs/file-flags.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Process } from "../vfs/process.ts";
import { type Arguments, memoryAt, numberAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* ioctl(2): flags of inodes, and clones of ranges. Source: linux/fs.h, ioctl_iflags(2), ioctl_ficlonerange(2) */

type Control = (process: Process, file: File, args: Arguments) => void;

const everything = 0;

const controls: ReadonlyMap<number, Control> = new Map<number, Control>([
  // FS_IOC_GETFLAGS, FS_IOC_SETFLAGS
  [
    0x80086601,
    (_process, file, args) => {
      memoryAt(args, 2).writeUInt32LE(file.inode.fileFlags().flags, 0);
    },
  ],
  [
    0x40086602,
    (process, file, args) => {
      const { projid } = file.inode.fileFlags();
      setFileFlags(process, file, { flags: memoryAt(args, 2).readUInt32LE(0), projid });
    },
  ],
  // FS_IOC_FSGETXATTR, FS_IOC_FSSETXATTR: struct fsxattr
  [
    0x801c581f,
    (_process, file, args) => {
      const { flags, projid } = file.inode.fileFlags();
      const b = memoryAt(args, 2).fill(0, 0, 28);
      b.writeUInt32LE(toExtended(flags), 0);
      b.writeUInt32LE(projid, 12);
    },
  ],
  [
    0x401c5820,
    (process, file, args) => {
      const b = memoryAt(args, 2);
      const { flags } = file.inode.fileFlags();
      const shared = pairs.reduce((sum, [plain]) => sum | plain, 0);
      const changed = (flags & ~shared) | fromExtended(b.readUInt32LE(0));
      setFileFlags(process, file, { flags: changed, projid: b.readUInt32LE(12) });
    },
  ],
  // FICLONE, FICLONERANGE: struct file_clone_range
  [
    0x40049409,
    ({ descriptors }, file, args) => {
      cloneRange(descriptors.get(numberAt(args, 2)), 0, everything, file, 0);
    },
  ],
  [
    0x4020940d,
    ({ descriptors }, file, args) => {
      const b = memoryAt(args, 2);
      const [fd = -1, from = 0, length = 0, to = 0] = [0, 8, 16, 24].map((at) =>
        Number(b.readBigInt64LE(at)),
      );
      cloneRange(descriptors.get(fd), from, length, file, to);
    },
  ],
]);

/** The same flag in both of the interfaces. */
const pairs = [
  [inodeFlags.FS_IMMUTABLE_FL, fsxFlags.FS_XFLAG_IMMUTABLE],
  [inodeFlags.FS_APPEND_FL, fsxFlags.FS_XFLAG_APPEND],
  [inodeFlags.FS_SYNC_FL, fsxFlags.FS_XFLAG_SYNC],
  [inodeFlags.FS_NOATIME_FL, fsxFlags.FS_XFLAG_NOATIME],
  [inodeFlags.FS_NODUMP_FL, fsxFlags.FS_XFLAG_NODUMP],
  [inodeFlags.FS_PROJINHERIT_FL, fsxFlags.FS_XFLAG_PROJINHERIT],
] as const;

function toExtended(flags: number): number {
  return pairs.reduce(
    (sum, [plain, extended]) => ((flags & plain) === 0 ? sum : sum | extended),
    0,
  );
}

function fromExtended(flags: number): number {
  return pairs.reduce(
    (sum, [plain, extended]) => ((flags & extended) === 0 ? sum : sum | plain),
    0,
  );
}

export const inodeFlagCalls: Handlers = {
  ioctl({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    const control = controls.get(numberAt(args, 1)) ?? fail("ENOTTY");
    control(process, file, args);
  },
};
