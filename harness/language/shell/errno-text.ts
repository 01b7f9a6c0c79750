import type { Errno } from "../errno.ts";

/**
 * How a program tells an errno: the words of glibc, and after them those of musl where they differ. A shell calls a path
 * that an open does not find by words of its own.
 */
const texts: Readonly<Partial<Record<Errno, readonly string[]>>> = {
  EACCES: ["Permission denied"],
  EBADF: ["Bad file descriptor", "bad file descriptor"],
  EBUSY: ["Device or resource busy", "Resource busy"],
  EDQUOT: ["Disk quota exceeded", "Quota exceeded"],
  EEXIST: ["File exists", "file exists"],
  EFBIG: ["File too large"],
  EINVAL: ["Invalid argument", "not a symlink"],
  EIO: ["Input/output error", "I/O error"],
  EISDIR: ["Is a directory"],
  ELOOP: ["Too many levels of symbolic links", "Symbolic link loop"],
  EMLINK: ["Too many links"],
  ENAMETOOLONG: ["File name too long", "Filename too long"],
  ENODATA: ["No data available"],
  ENODEV: ["No such device"],
  ENOENT: ["No such file or directory", "no such file", "nonexistent directory"],
  ENOSPC: ["No space left on device"],
  ENOTDIR: ["Not a directory", "no such file", "nonexistent directory"],
  ENOTEMPTY: ["Directory not empty"],
  ENXIO: ["No such device or address"],
  EOPNOTSUPP: ["Operation not supported", "Not supported"],
  EPERM: ["Operation not permitted"],
  EROFS: ["Read-only file system"],
  ESTALE: ["Stale file handle"],
  ETXTBSY: ["Text file busy"],
  EXDEV: ["Invalid cross-device link", "Cross-device link"],
};

/** A pattern for `case`, or undefined where a shell cannot tell the errno. */
export function errnoPattern(errno: Errno): string | undefined {
  return texts[errno]?.map((text) => `*'${text}'*`).join("|");
}
