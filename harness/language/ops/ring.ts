import { bytes, content } from "../content.ts";
import { openFlags, ringFlags } from "../flags.ts";
import { flags, integer, mode, optional, slot } from "../kind.ts";
import { path } from "../path.ts";
import { changing, nothing, op } from "./op.ts";

/**
 * io_uring(7): one request, and what its completion says. With IOSQE_ASYNC a worker of the kernel carries it out, with the
 * credentials of who asked.
 */
const request = { flags: optional(flags(ringFlags)) };

export const ringOps = {
  /** IORING_OP_OPENAT */
  io_uring_openat: op(
    { slot, path, how: flags(openFlags), mode: optional(mode), ...request },
    nothing,
    changing,
  ),
  /** IORING_OP_READ */
  io_uring_read: op({ slot, length: integer, offset: integer, ...request }, bytes),
  /** IORING_OP_WRITE: gives the count */
  io_uring_write: op({ slot, data: content, offset: integer, ...request }, integer, changing),
  /** IORING_OP_FSYNC */
  io_uring_fsync: op({ slot, ...request }, nothing),
} as const;
