import type { Errno } from "../language/errno.ts";

/**
 * Linux's own numbers, the same on every architecture that the agent runs on. Node's names come from libuv, which
 * has none for ESTALE, EDQUOT and EUCLEAN and calls EOPNOTSUPP another name.
 * Source: include/uapi/asm-generic/errno-base.h and errno.h.
 */
export const errnoNumbers: Readonly<Record<Errno, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  ENOTBLK: 15,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  ENAMETOOLONG: 36,
  ENOLCK: 37,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENODATA: 61,
  ETIME: 62,
  EREMOTE: 66,
  EOVERFLOW: 75,
  EBADMSG: 74,
  EILSEQ: 84,
  EUSERS: 87,
  EOPNOTSUPP: 95,
  ENOTSOCK: 88,
  EADDRINUSE: 98,
  EISCONN: 106,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EALREADY: 114,
  EINPROGRESS: 115,
  ESTALE: 116,
  EUCLEAN: 117,
  EREMOTEIO: 121,
  EDQUOT: 122,
  ECANCELED: 125,
  ENOKEY: 126,
  EKEYEXPIRED: 127,
  EKEYREJECTED: 129,
  ERESTARTSYS: 512,
  ERESTARTNOINTR: 513,
  ERESTARTNOHAND: 514,
  ENOIOCTLCMD: 515,
  ERESTART_RESTARTBLOCK: 516,
  EOPENSTALE: 518,
  ENOPARAM: 519,
  EBADHANDLE: 521,
  ENOTSUPP: 524,
  EIOCBQUEUED: 529,
};

const names = new Map(
  Object.entries(errnoNumbers).map(([name, number]) => [number, name as Errno]),
);

/**
 * The name of a positive errno.
 * @throws for a number outside the table: the table has to grow, a wrong name would be a false answer
 */
export function errnoName(number: number): Errno {
  const name = names.get(number);
  if (name === undefined) throw new Error(`Cannot name errno ${number}: it is not in the table`);
  return name;
}
