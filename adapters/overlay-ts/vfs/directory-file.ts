import type { DirectoryEntry, OpenDirectory } from "./inode.ts";
import { isRemoved } from "./may.ts";
import { fail } from "./posix-error.ts";
import { InodeFile } from "./regular-file.ts";

/** An open directory. */
export class DirectoryFile extends InodeFile<OpenDirectory> {
  #position = 0n;

  override get seekable(): boolean {
    return true;
  }

  override read(): number {
    return fail("EISDIR");
  }

  /** The position counts in the filesystem's own way. */
  override seek(offset: number, whence: number): number {
    this.#position = this.opened.seekDirectory(this.#position, BigInt(offset), whence);
    return Number(this.#position);
  }

  /** Entries from where the last call stopped: iterate_dir. `take` answers false for one that has no room. */
  iterate(take: (entry: DirectoryEntry, next: bigint) => boolean): void {
    if (isRemoved(this.inode)) fail("ENOENT");
    try {
      this.opened.iterate(this.#position, (entry, next) => {
        if (!take(entry, next)) return false;
        this.#position = next;
        return true;
      });
    } finally {
      this.accessed(true, true);
    }
  }
}
