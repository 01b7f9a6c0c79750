import { createHash } from "node:crypto";
import { AT_FDCWD, calls } from "../agent/calls.ts";
import { openFlags } from "../agent/constants.ts";
import { errnoName } from "../agent/errno-table.ts";
import type { Bytes } from "../language/content.ts";
import { toBytes } from "./bytes.ts";

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOATIME, O_CLOEXEC } = openFlags;

const EPERM = -1;

/** Opens for looking only. Who is not the owner may not ask for O_NOATIME, and is answered EPERM. */
function openQuietly(path: string, how: number): number {
  const fd = calls.openat(AT_FDCWD, path, how | O_NOATIME, 0);
  return fd === EPERM ? calls.openat(AT_FDCWD, path, how, 0) : fd;
}

export function openDirectory(path: string): number {
  return openQuietly(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

export function openFile(path: string): number {
  return openQuietly(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

const chunk = Buffer.allocUnsafe(1 << 20);
const firstRead = 4096;

type Content = { readonly content: Bytes } | { readonly error: string };

/** The content of an open regular file, digested where it is long; or what failed. */
export function readContent(fd: number): Content {
  const n = calls.pread64(fd, chunk, firstRead, 0);
  if (n < 0) return { error: `read ${errnoName(-n)}` };
  return n < firstRead ? { content: toBytes(chunk.subarray(0, n)) } : digest(fd);
}

function digest(fd: number): Content {
  const hash = createHash("sha256");
  let size = 0;
  for (;;) {
    const n = calls.pread64(fd, chunk, chunk.length, size);
    if (n < 0) return { error: `read ${errnoName(-n)}` };
    if (n === 0) return { content: { size, sha256: hash.digest("hex") } };
    hash.update(chunk.subarray(0, n));
    size += n;
  }
}
