import type * as F from "../../language/flags.ts";
import type { ringOps } from "../../language/ops/ring.ts";
import { toBytes } from "../../observe/bytes.ts";
import { inPlace, roomFor } from "../aligned.ts";
import { bits, openFlags } from "../constants.ts";
import { bytesOf } from "../content.ts";
import { fdOf, keep, target } from "../context.ts";
import { counted, done, made } from "../outcome.ts";
import { opcodes, submit } from "../ring.ts";
import type { Performers } from "./op.ts";

/** Source: include/uapi/linux/io_uring.h */
const ringFlags: Readonly<Record<(typeof F.ringFlags)[number], number>> = { IOSQE_ASYNC: 0x10 };

export const ringPerformers: Performers<keyof typeof ringOps> = {
  io_uring_openat(context, { slot, path, how, mode, flags }) {
    const [fd, name] = target(context, path);
    const opened = submit({
      opcode: opcodes.OPENAT,
      fd,
      flags: bits(ringFlags, flags),
      buffer: Buffer.from(`${name}\0`),
      length: mode ?? 0,
      how: bits(openFlags, how) | openFlags.O_CLOEXEC,
    });
    if (opened >= 0) keep(context, slot, opened);
    return done(opened);
  },
  io_uring_read(context, { slot, length, offset, flags }) {
    const buffer = roomFor(length);
    const fd = fdOf(context, slot);
    const how = bits(ringFlags, flags);
    const result = submit({ opcode: opcodes.READ, fd, flags: how, offset, buffer, length });
    return made(result, (n) => toBytes(buffer.subarray(0, n)));
  },
  io_uring_write(context, { slot, data, offset, flags }) {
    const buffer = inPlace(bytesOf(data));
    const { length } = buffer;
    const fd = fdOf(context, slot);
    const how = bits(ringFlags, flags);
    return counted(submit({ opcode: opcodes.WRITE, fd, flags: how, offset, buffer, length }));
  },
  io_uring_fsync: (context, { slot, flags }) =>
    done(submit({ opcode: opcodes.FSYNC, fd: fdOf(context, slot), flags: bits(ringFlags, flags) })),
};
