import { openFlags } from "../../../harness/agent/constants.ts";
import type { Inode, Standing } from "../vfs/inode.ts";
import type { Held } from "./held.ts";
import { identify } from "./host-stat.ts";
import { AT_FDCWD, REFERENCE, answered, host } from "./host.ts";
import { readLink } from "./read-link.ts";

/**
 * Where the host has a directory now, also where a mount of the host lies between. Its root stands nowhere, nor does
 * what was removed.
 * @param adopt gives the inode of a descriptor
 */
export function standingOf(held: Held, adopt: (fd: number) => Inode): Standing | undefined {
  const self = identify(held.fd);
  if (self.nlink === 0) return undefined;
  const above = answered(host.openat(held.fd, "..", REFERENCE | openFlags.O_DIRECTORY, 0));
  const { dev, ino } = identify(above);
  if (dev === self.dev && ino === self.ino) {
    host.close(above);
    return undefined;
  }
  const parent = adopt(above);
  return {
    parent,
    // Only when it is asked for: the host tells it as the end of a path, which can be too long to tell.
    get name() {
      const path = readLink(AT_FDCWD, held.path);
      return path.slice(path.lastIndexOf("/") + 1);
    },
  };
}
