import type { FileSystem } from "./filesystem.ts";
import type { Inode } from "./inode.ts";
import { fail } from "./posix-error.ts";

/* A mount, and a place in the tree of mounts. Source: path_resolution(7), mount(2), mount_setattr(2) */

/** MOUNT_ATTR_*: relatime is what is neither of the other two. */
export const attribute = {
  readonly: 0x1,
  nosuid: 0x2,
  nodev: 0x4,
  noexec: 0x8,
  noatime: 0x10,
  strictatime: 0x20,
  nodiratime: 0x80,
  nosymfollow: 0x20_0000,
} as const;

/** An inode as it is seen through a mount. */
export interface Path {
  readonly mount: Mount;
  readonly inode: Inode;
  /** Where a name was walked to: the directory and the name. What was reached otherwise has none. */
  readonly parent?: Inode | undefined;
  readonly name?: string | undefined;
  /** What the inode was known by then. */
  readonly alias?: unknown;
}

/** struct mount */
export class Mount {
  readonly id: number;
  readonly filesystem: FileSystem;
  readonly root: Inode;
  readonly source: string;
  attributes: number;
  /** Where it is attached: undefined of the root of all, and of what is detached. */
  on: Path | undefined;
  /** What is mounted on inodes of this mount. */
  readonly children = new Map<Inode, Mount>();
  /** MNT_EXPIRE was asked once, and nobody has used it since. */
  expiring = false;

  constructor(id: number, filesystem: FileSystem, root: Inode, source: string, attributes: number) {
    this.id = id;
    this.filesystem = filesystem;
    this.root = root;
    this.source = source;
    this.attributes = attributes;
  }

  has(bit: number): boolean {
    return (this.attributes & bit) !== 0;
  }

  get readonly(): boolean {
    return this.has(attribute.readonly) || this.filesystem.readonly;
  }

  /** @throws EROFS: mnt_want_write */
  wantWrite(): void {
    if (this.readonly) fail("EROFS");
  }

  /** Whether reading here changes access times at all: what relatime says is the filesystem's to know. */
  timesAccess(directory: boolean): boolean {
    if (this.has(attribute.noatime) || this.readonly) return false;
    return !(directory && this.has(attribute.nodiratime));
  }

  /** The mount that covers an inode: of several on one another, the topmost. */
  covering(inode: Inode): Mount | undefined {
    if (this.children.size === 0) return undefined;
    let found: Mount | undefined;
    for (let at = this.children.get(inode); at !== undefined; at = at.children.get(at.root)) {
      found = at;
    }
    return found;
  }

  rootPath(): Path {
    return { mount: this, inode: this.root };
  }
}

export function samePath(a: Path, b: Path): boolean {
  return a.mount === b.mount && a.inode === b.inode;
}
