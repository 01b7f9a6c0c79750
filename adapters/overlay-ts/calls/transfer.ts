import { openFlags } from "../../../harness/agent/constants.ts";
import type { File } from "../vfs/file.ts";
import { fallocate } from "../vfs/allocate.ts";
import { truncate, truncateOpen } from "../vfs/attributes.ts";
import { lookup } from "../vfs/at.ts";
import { isRegular } from "../vfs/mode.ts";
import { isAppendOnly } from "../vfs/owner.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { waiting } from "../vfs/waiting.ts";
import { copyFileRange, sendfile, splice } from "../vfs/transfer.ts";
import { type Arguments, memoryAt, memoryOrNullAt, numberAt, stringAt } from "./arguments.ts";
import type { Caller, Handlers } from "./handler.ts";

/* Calls that read, write and arrange the content of files. */

const { O_NONBLOCK } = openFlags;

function readableAt({ descriptors }: Process, fd: number): File {
  const file = descriptors.get(fd);
  return file.readable ? file : fail("EBADF");
}

function writableAt({ descriptors }: Process, fd: number): File {
  const file = descriptors.get(fd);
  return file.writable ? file : fail("EBADF");
}

function bufferAt(args: Arguments): Uint8Array {
  const length = numberAt(args, 2);
  return length === 0 ? new Uint8Array(0) : memoryAt(args, 1).subarray(0, length);
}

/** @throws EINVAL for a negative one, ESPIPE where there are none */
function positionAt(file: File, args: Arguments): number {
  const position = numberAt(args, 3);
  return file.seekable ? position : fail("ESPIPE");
}

/** What struct iovec points to. */
function vectorAt({ addresses }: Caller, args: Arguments): readonly Uint8Array[] {
  const count = numberAt(args, 2);
  if (count < 0 || count > 1024) fail("EINVAL");
  const b = count === 0 ? Buffer.alloc(0) : memoryAt(args, 1);
  return Array.from({ length: count }, (_, index) => {
    const length = Number(b.readBigUInt64LE(index * 16 + 8));
    if (length === 0) return new Uint8Array(0);
    return addresses.at(b.readBigUInt64LE(index * 16)).subarray(0, length);
  });
}

/** An offset by reference: read before, written behind the transfer. */
function offsetAt(args: Arguments, index: number): number | undefined {
  const b = memoryOrNullAt(args, index);
  return b === null ? undefined : Number(b.readBigInt64LE(0));
}

function advance(args: Arguments, index: number, by: number): void {
  const b = memoryOrNullAt(args, index);
  b?.writeBigInt64LE(b.readBigInt64LE(0) + BigInt(by), 0);
}

export const transferCalls: Handlers = {
  read({ process }, args) {
    const file = readableAt(process, numberAt(args, 0));
    return waiting(process, !file.has(O_NONBLOCK), () => file.read(bufferAt(args)));
  },
  write({ process }, args) {
    const file = writableAt(process, numberAt(args, 0));
    return waiting(process, !file.has(O_NONBLOCK), () => file.write(bufferAt(args)));
  },
  pread64({ process }, args) {
    if (numberAt(args, 3) < 0) fail("EINVAL");
    const any = process.descriptors.get(numberAt(args, 0));
    const position = positionAt(any, args);
    return readableAt(process, numberAt(args, 0)).read(bufferAt(args), position);
  },
  pwrite64({ process }, args) {
    if (numberAt(args, 3) < 0) fail("EINVAL");
    const any = process.descriptors.get(numberAt(args, 0));
    const position = positionAt(any, args);
    return writableAt(process, numberAt(args, 0)).write(bufferAt(args), position);
  },
  readv(caller, args) {
    const file = readableAt(caller.process, numberAt(args, 0));
    const parts = vectorAt(caller, args);
    const b = Buffer.alloc(parts.reduce((sum, { length }) => sum + length, 0));
    const n = file.read(b);
    let at = 0;
    for (const part of parts) {
      part.set(b.subarray(at, Math.min(n, at + part.length)));
      at = Math.min(n, at + part.length);
    }
    return n;
  },
  writev(caller, args) {
    const file = writableAt(caller.process, numberAt(args, 0));
    return file.write(Buffer.concat(vectorAt(caller, args)));
  },
  lseek: ({ process }, args) =>
    process.descriptors.get(numberAt(args, 0)).seek(numberAt(args, 1), numberAt(args, 2)),
  truncate({ process }, args) {
    const size = numberAt(args, 1);
    if (size < 0) fail("EINVAL");
    truncate(process, lookup(process, AT_FDCWD, stringAt(args, 0), true), size);
  },
  ftruncate({ process }, args) {
    const size = numberAt(args, 1);
    if (size < 0) fail("EINVAL");
    const { path, writable } = process.descriptors.get(numberAt(args, 0));
    if (path === undefined || !writable || !isRegular(path.inode.getattr().mode)) {
      return fail("EINVAL");
    }
    if (isAppendOnly(path.inode)) fail("EPERM");
    return truncateOpen(process, path, size);
  },
  fallocate({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    fallocate(process, file, numberAt(args, 1), numberAt(args, 2), numberAt(args, 3));
  },
  copy_file_range({ process }, args) {
    const from = { file: process.descriptors.get(numberAt(args, 0)), position: offsetAt(args, 1) };
    const to = { file: process.descriptors.get(numberAt(args, 2)), position: offsetAt(args, 3) };
    const n = copyFileRange(from, to, numberAt(args, 4), numberAt(args, 5));
    advance(args, 1, n);
    advance(args, 3, n);
    return n;
  },
  sendfile({ process }, args) {
    const from = { file: process.descriptors.get(numberAt(args, 1)), position: offsetAt(args, 2) };
    const n = sendfile(from, process.descriptors.get(numberAt(args, 0)), numberAt(args, 3));
    advance(args, 2, n);
    return n;
  },
  splice({ process }, args) {
    const from = { file: process.descriptors.get(numberAt(args, 0)), position: offsetAt(args, 1) };
    const to = { file: process.descriptors.get(numberAt(args, 2)), position: offsetAt(args, 3) };
    const n = splice(from, to, numberAt(args, 4));
    advance(args, 1, n);
    advance(args, 3, n);
    return n;
  },
};
