import type { FileSystem, Inode } from "../vfs/inode.ts";
import type { FileHandle } from "../vfs/filesystem-status.ts";

/** What an inode needs of the filesystem that it is on. */
export interface HostFileSystem extends FileSystem {
  /**
   * The inode of an O_PATH descriptor, which becomes the store's. Behind a mount it is one of another filesystem.
   */
  adopt(fd: number): Inode;
  /** The inode with this number may have lost its last name. */
  unlinked(ino: bigint | undefined): void;
  /**
   * A descriptor of a mount that keeps no access times; a negative errno where there is no such mount.
   */
  openUntraced(handle: FileHandle | undefined): number;
}
