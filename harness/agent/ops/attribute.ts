import type { attributeOps } from "../../language/ops/attribute.ts";
import type { Outcome } from "../../language/transcript.ts";
import { toBytes } from "../../observe/bytes.ts";
import { byBytes } from "../../observe/order.ts";
import { bits, fsxFlags, inodeFlags, namesOf, xattrFlags } from "../constants.ts";
import { bytesOf } from "../content.ts";
import { type Context, fdOf, plain } from "../context.ts";
import { done, failed, made } from "../outcome.ts";
import { readNames } from "../structs.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  setxattr: system("setxattr", "sspii"),
  lsetxattr: system("lsetxattr", "sspii"),
  fsetxattr: system("fsetxattr", "ispii"),
  getxattr: system("getxattr", "sspi"),
  lgetxattr: system("lgetxattr", "sspi"),
  fgetxattr: system("fgetxattr", "ispi"),
  listxattr: system("listxattr", "spi"),
  llistxattr: system("llistxattr", "spi"),
  flistxattr: system("flistxattr", "ipi"),
  removexattr: system("removexattr", "ss"),
  lremovexattr: system("lremovexattr", "ss"),
  fremovexattr: system("fremovexattr", "is"),
  ioctl: system("ioctl", "iip"),
} as const;

/** How an ext4 keeps the object: extents, inline data, a hashed directory and the like. Taking these away is refused. */
const ofTheFilesystem = 0x10381a00;

/** linux/fs.h */
const FS_IOC_GETFLAGS = 0x80086601;
const FS_IOC_SETFLAGS = 0x40086602;
const FS_IOC_FSGETXATTR = 0x801c581f;
const FS_IOC_FSSETXATTR = 0x401c5820;

const largest = 65536;
const buffer = Buffer.alloc(largest);

function nameOf(context: Context, name: string): string {
  return name.startsWith("overlay:") ? context.xattrPrefix + name.slice("overlay:".length) : name;
}

/** A size of 0 asks only whether the value is there, and how large: the kernel then touches no buffer. */
function value(size: number | undefined, get: (size: number) => number): Outcome {
  return made(get(size ?? largest), (n) => toBytes(buffer.subarray(0, size === 0 ? 0 : n)));
}

function names(size: number | undefined, list: (size: number) => number): Outcome {
  return made(list(size ?? largest), (n) =>
    size === 0 ? [] : readNames(buffer, n).toSorted(byBytes),
  );
}

interface Setting {
  readonly value: Parameters<typeof bytesOf>[0];
  readonly flags?: readonly (keyof typeof xattrFlags)[];
}

function set(
  { value: content, flags }: Setting,
  write: (b: Buffer, n: number, how: number) => number,
) {
  const b = bytesOf(content);
  return done(write(b, b.length, bits(xattrFlags, flags)));
}

export const attributePerformers: Performers<keyof typeof attributeOps> = {
  setxattr: (context, args) =>
    set(args, (b, n, how) =>
      call.setxattr(plain(args.path), nameOf(context, args.name), b, n, how),
    ),
  lsetxattr: (context, args) =>
    set(args, (b, n, how) =>
      call.lsetxattr(plain(args.path), nameOf(context, args.name), b, n, how),
    ),
  fsetxattr: (context, args) =>
    set(args, (b, n, how) =>
      call.fsetxattr(fdOf(context, args.slot), nameOf(context, args.name), b, n, how),
    ),
  getxattr: (context, { path, name, size }) =>
    value(size, (n) => call.getxattr(plain(path), nameOf(context, name), buffer, n)),
  lgetxattr: (context, { path, name, size }) =>
    value(size, (n) => call.lgetxattr(plain(path), nameOf(context, name), buffer, n)),
  fgetxattr: (context, { slot, name, size }) =>
    value(size, (n) => call.fgetxattr(fdOf(context, slot), nameOf(context, name), buffer, n)),
  listxattr: (_context, { path, size }) =>
    names(size, (n) => call.listxattr(plain(path), buffer, n)),
  llistxattr: (_context, { path, size }) =>
    names(size, (n) => call.llistxattr(plain(path), buffer, n)),
  flistxattr: (context, { slot, size }) =>
    names(size, (n) => call.flistxattr(fdOf(context, slot), buffer, n)),
  removexattr: (context, { path, name }) =>
    done(call.removexattr(plain(path), nameOf(context, name))),
  lremovexattr: (context, { path, name }) =>
    done(call.lremovexattr(plain(path), nameOf(context, name))),
  fremovexattr: (context, { slot, name }) =>
    done(call.fremovexattr(fdOf(context, slot), nameOf(context, name))),
  getflags: (context, { slot }) =>
    made(call.ioctl(fdOf(context, slot), FS_IOC_GETFLAGS, buffer), () =>
      namesOf(inodeFlags, buffer.readUInt32LE(0)),
    ),
  setflags(context, { slot, flags }) {
    const fd = fdOf(context, slot);
    const known = call.ioctl(fd, FS_IOC_GETFLAGS, buffer) < 0 ? 0 : buffer.readUInt32LE(0);
    const wanted = bits(inodeFlags, flags) | (known & ofTheFilesystem);
    buffer.writeBigUInt64LE(BigInt(wanted >>> 0), 0);
    return done(call.ioctl(fd, FS_IOC_SETFLAGS, buffer));
  },
  fsgetxattr: (context, { slot }) =>
    made(call.ioctl(fdOf(context, slot), FS_IOC_FSGETXATTR, buffer), () => ({
      flags: namesOf(fsxFlags, buffer.readUInt32LE(0)),
      extsize: buffer.readUInt32LE(4),
      nextents: buffer.readUInt32LE(8),
      projid: buffer.readUInt32LE(12),
      cowextsize: buffer.readUInt32LE(16),
    })),
  fssetxattr(context, { slot, flags, projid }) {
    const result = call.ioctl(fdOf(context, slot), FS_IOC_FSGETXATTR, buffer);
    if (result < 0) return failed(result);
    if (flags !== undefined) buffer.writeUInt32LE(bits(fsxFlags, flags), 0);
    if (projid !== undefined) buffer.writeUInt32LE(projid, 12);
    return done(call.ioctl(fdOf(context, slot), FS_IOC_FSSETXATTR, buffer));
  },
};
