/* What a filesystem tells of itself, and of an inode for later: statfs(2), name_to_handle_at(2). */

/** struct statfs of statfs(2) */
export interface FileSystemStatus {
  readonly type: number;
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
  readonly fsid: Uint8Array;
  readonly namelen: number;
  readonly frsize: number;
}

/** A file handle: exportfs(5). */
export interface FileHandle {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/**
 * What a handle is asked for: to open the object by it (the default), to open it where its name leads
 * (AT_HANDLE_CONNECTABLE), or only to tell it from others (AT_HANDLE_FID).
 */
export type HandlePurpose = "open" | "connect" | "identify";
