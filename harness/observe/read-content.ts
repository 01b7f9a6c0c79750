import { createHash } from "node:crypto";
import { AT_FDCWD, calls } from "../agent/calls.ts";
import { openFlags } from "../agent/constants.ts";
import { errnoName } from "../agent/errno-table.ts";
import type { Bytes } from "../language/content.ts";
import { toBytes } from "./bytes.ts";

const chunk = Buffer.allocUnsafe(1 << 20);

/** The content of a regular file, digested where it is long; or what failed. */
export function readContent(real: string): Bytes | { readonly failed: string } {
  const how =
    openFlags.O_RDONLY | openFlags.O_NOFOLLOW | openFlags.O_NONBLOCK | openFlags.O_CLOEXEC;
  let fd = calls.openat(AT_FDCWD, real, how | openFlags.O_NOATIME, 0);
  if (fd === -1) fd = calls.openat(AT_FDCWD, real, how, 0); // EPERM: not the owner, so no O_NOATIME
  if (fd < 0) return { failed: `open ${errnoName(-fd)}` };
  try {
    const n = calls.pread64(fd, chunk, 4096, 0);
    if (n < 0) return { failed: `read ${errnoName(-n)}` };
    return n < 4096 ? toBytes(chunk.subarray(0, n)) : digest(fd);
  } finally {
    calls.close(fd);
  }
}

function digest(fd: number): Bytes | { readonly failed: string } {
  const hash = createHash("sha256");
  let size = 0;
  for (;;) {
    const n = calls.pread64(fd, chunk, chunk.length, size);
    if (n < 0) return { failed: `read ${errnoName(-n)}` };
    if (n === 0) return { size, sha256: hash.digest("hex") };
    hash.update(chunk.subarray(0, n));
    size += n;
  }
}
