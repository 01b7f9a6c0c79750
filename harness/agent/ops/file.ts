import type { fileOps } from "../../language/ops/file.ts";
import { toBytes } from "../../observe/bytes.ts";
import { inPlace, roomFor } from "../aligned.ts";
import { calls } from "../calls.ts";
import { advices, bits, fallocateFlags, openFlags, resolveFlags, whences } from "../constants.ts";
import { bytesOf } from "../content.ts";
import { type Context, fdOf, keep, plain, target } from "../context.ts";
import { counted, done, made } from "../outcome.ts";
import { addressOf, system } from "../syscalls.ts";
import { mapped } from "../extents.ts";
import type { Performers } from "./op.ts";

const call = {
  openat2: system("openat2", "ispi"),
  dup: system("dup", "i"),
  pipe2: system("pipe2", "pi"),
  readv: system("readv", "ipi"),
  pwrite64: system("pwrite64", "ipii"),
  writev: system("writev", "ipi"),
  lseek: system("lseek", "iii"),
  truncate: system("truncate", "si"),
  ftruncate: system("ftruncate", "ii"),
  fallocate: system("fallocate", "iiii"),
  fadvise64: system("fadvise64", "iiii"),
  readahead: system("readahead", "iii"),
  copy_file_range: system("copy_file_range", "ipipii"),
  ioctlInt: system("ioctl", "iii"),
  ioctlPtr: system("ioctl", "iip"),
  sendfile: system("sendfile", "iipi"),
  splice: system("splice", "ipipii"),
  fsync: system("fsync", "i"),
  fdatasync: system("fdatasync", "i"),
  syncfs: system("syncfs", "i"),
} as const;

/** _IOW(0x94, 9, int) and _IOW(0x94, 13, struct file_clone_range), linux/fs.h */
const FICLONE = 0x40049409;
const FICLONERANGE = 0x4020940d;

function opened(context: Context, slot: string, fd: number): ReturnType<typeof done> {
  if (fd >= 0) keep(context, slot, fd);
  return done(fd);
}

/** An offset by reference, or null for the descriptor's own. */
function offset(value: number | undefined): Buffer | null {
  if (value === undefined) return null;
  const b = Buffer.alloc(8);
  b.writeBigInt64LE(BigInt(value));
  return b;
}

/** An array of struct iovec. */
function vectors(buffers: readonly Buffer[]): Buffer {
  const b = Buffer.alloc(16 * buffers.length);
  for (const [index, buffer] of buffers.entries()) {
    b.writeBigUInt64LE(buffer.length === 0 ? 0n : addressOf(buffer), index * 16);
    b.writeBigUInt64LE(BigInt(buffer.length), index * 16 + 8);
  }
  return b;
}

export const filePerformers: Performers<keyof typeof fileOps> = {
  open(context, { slot, path, flags, mode }) {
    const [dirfd, name] = target(context, path);
    const how = bits(openFlags, flags) | openFlags.O_CLOEXEC;
    return opened(context, slot, calls.openat(dirfd, name, how, mode ?? 0));
  },
  openat2(context, { slot, path, flags, mode, resolve }) {
    const [dirfd, name] = target(context, path);
    const how = Buffer.alloc(24); // struct open_how
    how.writeBigUInt64LE(BigInt(bits(openFlags, flags) | openFlags.O_CLOEXEC), 0);
    how.writeBigUInt64LE(BigInt(mode ?? 0), 8);
    how.writeBigUInt64LE(BigInt(bits(resolveFlags, resolve)), 16);
    return opened(context, slot, call.openat2(dirfd, name, how, how.length));
  },
  close(context, { slot }) {
    const result = calls.close(fdOf(context, slot));
    context.slots.delete(slot);
    return done(result);
  },
  dup: (context, { slot, into }) => opened(context, into, call.dup(fdOf(context, slot))),
  pipe(context, { reader, writer }) {
    const pair = Buffer.alloc(8);
    const result = call.pipe2(pair, openFlags.O_CLOEXEC | openFlags.O_NONBLOCK);
    if (result >= 0) {
      keep(context, reader, pair.readInt32LE(0));
      keep(context, writer, pair.readInt32LE(4));
    }
    return done(result);
  },
  read(context, { slot, length }) {
    const b = roomFor(length);
    return made(calls.read(fdOf(context, slot), b, length), (n) => toBytes(b.subarray(0, n)));
  },
  pread(context, { slot, length, offset: at }) {
    const b = roomFor(length);
    return made(calls.pread64(fdOf(context, slot), b, length, at), (n) =>
      toBytes(b.subarray(0, n)),
    );
  },
  readv(context, { slot, lengths }) {
    const buffers = lengths.map((length) => Buffer.alloc(length));
    const result = call.readv(fdOf(context, slot), vectors(buffers), buffers.length);
    return made(result, (n) => scattered(buffers, n));
  },
  write(context, { slot, data }) {
    const b = inPlace(bytesOf(data));
    return counted(calls.write(fdOf(context, slot), b, b.length));
  },
  pwrite(context, { slot, data, offset: at }) {
    const b = inPlace(bytesOf(data));
    return counted(call.pwrite64(fdOf(context, slot), b, b.length, at));
  },
  writev(context, { slot, data }) {
    const buffers = data.map(bytesOf);
    return counted(call.writev(fdOf(context, slot), vectors(buffers), buffers.length));
  },
  lseek: (context, { slot, offset: by, whence }) =>
    counted(call.lseek(fdOf(context, slot), by, whences[whence])),
  truncate(_context, { path, length }) {
    return done(call.truncate(plain(path), length));
  },
  ftruncate: (context, { slot, length }) => done(call.ftruncate(fdOf(context, slot), length)),
  fallocate: (context, { slot, flags, offset: at, length }) =>
    done(call.fallocate(fdOf(context, slot), bits(fallocateFlags, flags), at, length)),
  fadvise: (context, { slot, offset: at, length, advice }) =>
    done(call.fadvise64(fdOf(context, slot), at, length, advices[advice])),
  readahead: (context, { slot, offset: at, length }) =>
    done(call.readahead(fdOf(context, slot), at, length)),
  copy_file_range: (context, { from, to, length, fromOffset, toOffset }) =>
    counted(
      call.copy_file_range(
        fdOf(context, from),
        offset(fromOffset),
        fdOf(context, to),
        offset(toOffset),
        length,
        0,
      ),
    ),
  fiemap: (context, { slot }) => made(mapped(fdOf(context, slot)), (bytes) => bytes),
  ficlone: (context, { to, from }) =>
    done(call.ioctlInt(fdOf(context, to), FICLONE, fdOf(context, from))),
  ficlonerange(context, { to, from, fromOffset, length, toOffset }) {
    const range = Buffer.alloc(32); // struct file_clone_range
    const values = [fdOf(context, from), fromOffset, length, toOffset];
    for (const [index, value] of values.entries()) range.writeBigInt64LE(BigInt(value), index * 8);
    return done(call.ioctlPtr(fdOf(context, to), FICLONERANGE, range));
  },
  sendfile: (context, { to, from, length, offset: at }) =>
    counted(call.sendfile(fdOf(context, to), fdOf(context, from), offset(at), length)),
  splice: (context, { from, to, length }) =>
    counted(call.splice(fdOf(context, from), null, fdOf(context, to), null, length, 0)),
  fsync: (context, { slot }) => done(call.fsync(fdOf(context, slot))),
  fdatasync: (context, { slot }) => done(call.fdatasync(fdOf(context, slot))),
  syncfs: (context, { slot }) => done(call.syncfs(fdOf(context, slot))),
};

/** What `n` bytes look like in their buffers. */
function scattered(buffers: readonly Buffer[], n: number): unknown {
  let left = n;
  return buffers.map((buffer) => {
    const part = buffer.subarray(0, Math.min(left, buffer.length));
    left -= part.length;
    return toBytes(part);
  });
}
