import type { FileHandle, FileSystemStatus, HandlePurpose } from "./filesystem-status.ts";
import type { Inode } from "./inode.ts";

/* A mounted filesystem as a whole, beside its inodes. */

export interface FileSystem {
  /** As in mountinfo: `overlay`, `tmpfs`. */
  readonly type: string;
  readonly root: Inode;
  readonly device: number;
  /** Of the superblock. undefined where it has none. */
  readonly uuid: Uint8Array | undefined;
  readonly readonly: boolean;
  /** How many overlays stand on one another up to this one: FILESYSTEM_MAX_STACK_DEPTH is 2. */
  readonly stackDepth: number;
  status(): FileSystemStatus;
  /** undefined where the filesystem gives no handles. */
  encodeHandle(inode: Inode, purpose?: HandlePurpose): FileHandle | undefined;
  /** undefined where the handle is stale. */
  decodeHandle(handle: FileHandle): Inode | undefined;
  sync(): void;
  /** Forgets names that can be looked up again, but those of what `keeps` says yes to. */
  dropNames(keeps: (inode: Inode) => boolean): void;
  /** Options as mountinfo shows them, in the order of the kernel. */
  showOptions(): readonly string[];
  /** Whether something is open for writing, or removed and still open: then it cannot become read-only. */
  keepsWritable(): boolean;
  /** Begins a change of what is mounted. */
  reconfigure(manner: ReconfigureManner): Reconfiguration;
  /** The last mount of it is gone. */
  shutdown(): void;
}

/** How a change is asked for. */
export interface ReconfigureManner {
  /** By mount(2), whose options some filesystems ignore. */
  readonly old: boolean;
  /** A line for the log of the configuration. */
  log(line: string): void;
}

/** Takes the parameters of a change one by one, and then makes it. */
export interface Reconfiguration {
  /** EINVAL where the filesystem does not take it. */
  parameter(parameter: Parameter): void;
  /** EINVAL where it does not change at all, EROFS where it cannot be written. */
  commit(readonly: boolean): void;
}

/** A parameter of a mount: a flag where it has no value. */
export type Parameter = readonly [key: string, value?: string | MountedInode];

/** What a mount by a path or a descriptor refers to. */
export interface MountedInode {
  readonly inode: Inode;
  /** The mount under it is read-only, whatever its filesystem is. */
  readonly readonly: boolean;
  /** The mount under it: two are the same one by `===`. */
  readonly mount: object;
  /** Where the caller of mount(2) sees it: d_path. */
  readonly path: string;
}
