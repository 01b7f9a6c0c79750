import { AT_FDCWD, AT_REMOVEDIR, calls } from "./calls.ts";
import { openFlags } from "./constants.ts";
import { readDirents } from "./structs.ts";

const EISDIR = 21;
const listing = Buffer.allocUnsafe(32768);
const how = openFlags.O_RDONLY | openFlags.O_DIRECTORY | openFlags.O_NOFOLLOW | openFlags.O_CLOEXEC;

/** Removes a directory and everything in it. Nothing may be mounted below: a busy directory is a fault. */
export function removeTree(directory: string): void {
  empty(directory);
  const result = calls.unlinkat(AT_FDCWD, directory, AT_REMOVEDIR);
  if (result < 0) throw new Error(`Cannot remove "${directory}": errno ${-result}`);
}

function empty(directory: string): void {
  const fd = calls.openat(AT_FDCWD, directory, how, 0);
  if (fd < 0) throw new Error(`Cannot empty "${directory}": errno ${-fd}`);
  try {
    for (;;) {
      const n = calls.getdents64(fd, listing, listing.length);
      if (n <= 0) return;
      for (const { name, type } of readDirents(listing, n)) {
        if (name === "." || name === "..") continue;
        const path = `${directory}/${name}`;
        // A filesystem need not say what a name is of.
        if (type === "dir" || calls.unlinkat(AT_FDCWD, path, 0) === -EISDIR) removeTree(path);
      }
    }
  } finally {
    calls.close(fd);
  }
}
