import { openFlags, whences } from "../../../harness/agent/constants.ts";
import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import type { DirectoryEntry, Inode, OpenDirectory, Opened, OpenFile } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Held } from "./held.ts";
import { answered, host, reopen } from "./host.ts";
import { list, seekTo } from "./listing.ts";

const FICLONERANGE = 0x4020940d;
const F_SETFL = 4;
const { O_CREAT, O_EXCL, O_TRUNC, O_NOFOLLOW, O_TMPFILE, O_DIRECT, O_NOATIME } = openFlags;

/** Making, emptying and finding the file is the caller's. */
const passed = ~(O_CREAT | O_EXCL | O_TRUNC | O_NOFOLLOW | O_TMPFILE);

/** A descriptor for reading and writing. */
export function openHost(held: Held, flags: number): number {
  const fd = openUntraced(held, flags & passed);
  // The host may refuse to do without its cache, but our buffers are not aligned for it.
  if ((flags & O_DIRECT) !== 0) host.fcntl(fd, F_SETFL, flags & passed & ~O_DIRECT);
  return fd;
}

/** Reading without a trace is for owners alone, where others may read all the same. */
function openUntraced(held: Held, flags: number): number {
  const fd = reopen(held.fd, flags);
  if (fd !== -errnoNumbers.EPERM) return answered(fd);
  return answered(reopen(held.fd, flags & ~O_NOATIME));
}

/** A descriptor of the host. Reads without O_NOATIME leave an access time by the rules of its mount. */
abstract class HostOpened implements Opened {
  readonly inode: Inode;
  protected readonly fd: number;
  readonly #held: Held;

  constructor(inode: Inode, held: Held, flags: number) {
    this.inode = inode;
    this.#held = held;
    this.fd = openHost(held, flags);
    held.files.add(this.fd);
  }

  sync(dataOnly: boolean): void {
    answered(dataOnly ? host.fdatasync(this.fd) : host.fsync(this.fd));
  }

  release(): void {
    this.#held.files.delete(this.fd);
    host.close(this.fd);
  }
}

export class HostFile extends HostOpened implements OpenFile {
  read(into: Uint8Array, position: number): number {
    return answered(host.pread64(this.fd, into, into.length, position));
  }

  write(from: Uint8Array, position: number): number {
    return answered(host.pwrite64(this.fd, from, from.length, position));
  }

  allocate(mode: number, offset: number, length: number): void {
    answered(host.fallocate(this.fd, mode, offset, length));
  }

  seek(offset: number, what: "data" | "hole"): number {
    const whence = what === "data" ? whences.SEEK_DATA : whences.SEEK_HOLE;
    return answered(host.lseek(this.fd, offset, whence));
  }

  clone(from: OpenFile, fromOffset: number, length: number, toOffset: number): void {
    if (!(from instanceof HostFile)) fail("EXDEV");
    const range = Buffer.alloc(32);
    for (const [index, value] of [from.fd, fromOffset, length, toOffset].entries()) {
      range.writeBigInt64LE(BigInt(value), index * 8);
    }
    answered(host.ioctl(this.fd, FICLONERANGE, range));
  }

  mapped(): OpenFile {
    return this;
  }
}

export class HostDirectory extends HostOpened implements OpenDirectory {
  iterate(position: bigint, emit: (entry: DirectoryEntry, next: bigint) => boolean): void {
    list(this.fd, position, emit);
  }

  seekDirectory(position: bigint, offset: bigint, whence: number): bigint {
    return seekTo(this.fd, position, offset, whence);
  }
}
