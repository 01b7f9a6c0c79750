import { openFlags } from "../../../harness/agent/constants.ts";
import type { DirectoryEntry, Inode, OpenDirectory } from "../vfs/inode.ts";
import { event } from "../vfs/notifications.ts";
import { fail } from "../vfs/posix-error.ts";
import { realNumbers, shownIno } from "./entry-numbers.ts";
import type { ListedName, Listing } from "./listing.ts";
import { mergedNames } from "./merge.ts";
import { type Node, realOf } from "./node.ts";
import { hold, release } from "./objects.ts";
import { closeReal, openRealDirectory } from "./open-real.ts";

const { O_NOATIME, O_RDONLY, O_DIRECTORY } = openFlags;
const SEEK_CUR = 1;

/** A lower directory keeps its access time. */
function realFlags(flags: number, upper: boolean): number {
  return O_RDONLY | O_DIRECTORY | (upper ? flags & O_NOATIME : O_NOATIME);
}

type Emit = (entry: DirectoryEntry, next: bigint) => boolean;

/**
 * An open directory. One that is not merged is read where it is; the list of a merged one is made when it is read from
 * its start, and positions count its names. Source: overlayfs.rst, "readdir"; fs/overlayfs/readdir.c.
 */
export class DirectoryFile implements OpenDirectory {
  readonly inode: Node;
  readonly #flags: number;
  readonly #real: OpenDirectory;
  readonly #openedUpper: boolean;
  #upper: OpenDirectory | undefined;
  #passes: boolean;
  #listing: Listing | undefined;

  constructor(node: Node, flags: number) {
    this.inode = node;
    this.#flags = flags;
    this.#real = this.#open(realOf(node));
    this.#openedUpper = node.upper !== undefined;
    this.#passes = !node.merges;
    hold(node);
  }

  iterate(position: bigint, emit: Emit): void {
    if (position === 0n) this.#reset();
    if (this.#passes) this.#iterateReal(position, emit);
    else this.#iterateMerged(position, emit);
  }

  seekDirectory(position: bigint, offset: bigint, whence: number): bigint {
    if (position === 0n) this.#reset();
    if (this.#passes) return this.#real.seekDirectory(position, offset, whence);
    const target = whence === SEEK_CUR ? position + offset : offset;
    if (whence > SEEK_CUR || target < 0n) fail("EINVAL");
    return target;
  }

  sync(dataOnly: boolean): void {
    const { mounted, upper } = this.inode;
    if (mounted.config.volatile || upper === undefined) return;
    this.#upperFile(upper).sync(dataOnly);
  }

  release(): void {
    this.#drop();
    this.#close(this.#real);
    if (this.#upper !== undefined) this.#close(this.#upper);
    release(this.inode);
  }

  /** At the start the list is thrown away if it is not true any more. */
  #reset(): void {
    if (this.#listing !== undefined && this.#listing.version !== this.inode.version) this.#drop();
    this.#passes = !this.inode.merges;
  }

  #drop(): void {
    const listing = this.#listing;
    this.#listing = undefined;
    if (listing === undefined) return;
    listing.users -= 1;
    if (listing.users === 0 && this.inode.listing === listing) this.inode.listing = undefined;
  }

  #iterateReal(position: bigint, emit: Emit): void {
    const { notifications } = this.inode.mounted.hearers;
    notifications.at({ inode: this.#real.inode }, event.access);
    const numbers = realNumbers(this.inode, this.#openedUpper);
    if (numbers === undefined) this.#real.iterate(position, emit);
    else {
      this.#real.iterate(position, (entry, next) => emit({ ...entry, ino: numbers(entry) }, next));
    }
  }

  #iterateMerged(position: bigint, emit: Emit): void {
    const { names } = (this.#listing ??= this.#take());
    let emitted = false;
    for (let at = Number(position); at < names.length; at += 1) {
      const listed = names[at] ?? fail("EIO");
      const ino = this.#number(listed, emitted);
      if (ino === "later") return;
      if (ino === undefined) continue;
      const { name, type } = listed;
      if (!emit({ name, ino, type }, BigInt(at + 1))) return;
      emitted = true;
    }
  }

  /** A name that cannot be looked up ends a call that has given others, and is not met again: getdents64(2). */
  #number(listed: ListedName, emitted: boolean): bigint | "later" | undefined {
    if (listed.whiteout) return undefined;
    try {
      return shownIno(this.inode, listed);
    } catch (error) {
      if (emitted) return "later";
      throw error;
    }
  }

  /** The list that another one reads, if it is still true. */
  #take(): Listing {
    const node = this.inode;
    const { version } = node;
    if (node.listing?.version !== version) {
      node.listing = { version, names: mergedNames(node), users: 0 };
    }
    node.listing.users += 1;
    return node.listing;
  }

  #upperFile(upper: Inode): OpenDirectory {
    if (this.#openedUpper) return this.#real;
    return (this.#upper ??= this.#open(upper));
  }

  #open(real: Inode): OpenDirectory {
    const { mounted, upper } = this.inode;
    return openRealDirectory(mounted, { inode: real }, realFlags(this.#flags, real === upper));
  }

  #close(file: OpenDirectory): void {
    closeReal(this.inode.mounted, { inode: file.inode }, file, O_RDONLY);
  }
}
