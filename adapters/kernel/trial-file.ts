import { AT_FDCWD, calls } from "../../harness/agent/calls.ts";
import { openFlags } from "../../harness/agent/constants.ts";

/* Files of a probe, by the system calls that scenarios make: what answers those need not be the host. */

const { O_RDONLY, O_WRONLY, O_CREAT, O_PATH, O_CLOEXEC } = openFlags;

/** A file with that text. What fails shows in what is tried with it. */
export function writeTrial(path: string, text: string): void {
  const fd = calls.openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644);
  calls.write(fd, Buffer.from(text), Buffer.byteLength(text));
  calls.close(fd);
}

/** undefined where it cannot be read. */
export function readTrial(path: string): string | undefined {
  const fd = calls.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return undefined;
  const b = Buffer.alloc(4096);
  const n = calls.read(fd, b, b.length);
  calls.close(fd);
  return n < 0 ? undefined : b.toString("utf8", 0, n);
}

/** Uses a descriptor of a directory. */
export function withDirectory<T>(path: string, use: (fd: number) => T): T {
  const fd = calls.openat(AT_FDCWD, path, O_PATH | O_CLOEXEC, 0);
  try {
    return use(fd);
  } finally {
    calls.close(fd);
  }
}
