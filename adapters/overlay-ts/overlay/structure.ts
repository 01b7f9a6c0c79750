import type { Credentials } from "../vfs/credentials.ts";
import type { FileSystem } from "../vfs/filesystem.ts";
import type { Inode, Time } from "../vfs/inode.ts";
import type { Hearers } from "../vfs/telling.ts";

/* What all parts of the overlay share: the mount, its layers, and an object of one. */

/** Options in effect, after defaults, conflicts and what the layers cannot do. */
export interface Config {
  /** Renames of merged directories leave a redirect. */
  readonly redirectDir: boolean;
  /** Redirects that are there are followed. */
  readonly redirectFollow: boolean;
  readonly metacopy: boolean;
  readonly index: boolean;
  readonly nfsExport: boolean;
  readonly userxattr: boolean;
  readonly volatile: boolean;
  readonly defaultPermissions: boolean;
  readonly verity: "off" | "on" | "require";
  readonly uuid: "null" | "off" | "auto" | "on";
  /** As it was asked for, whether it has an effect or not. */
  readonly xino: "off" | "auto" | "on";
  /** Bits of an inode number that tell the layer's filesystem; 0 where none do, -1 where all layers share one. */
  readonly xinoBits: number;
}

export interface Layer {
  /** 0 is upper, 1 the topmost lower. */
  readonly index: number;
  readonly root: Inode;
  readonly filesystem: FileSystem;
  /** Which of the different filesystems of the layers it is on; 0 is upper's. */
  readonly fsid: number;
  /** The device number under which objects of this layer show where inode numbers are not mapped. */
  readonly pseudoDevice: number;
  readonly dataOnly: boolean;
  /** Another filesystem of the layers has the same UUID, so that a file handle does not tell them apart. */
  readonly sharedUuid: boolean;
}

/** An object of a lower layer. */
export interface LowerPath {
  readonly layer: Layer;
  readonly inode: Inode;
}

/** One mounted overlay. */
export interface Mounted extends FileSystem {
  readonly config: Config;
  /** undefined of an overlay without one. */
  readonly upper: Layer | undefined;
  /** Topmost first; data-only ones last. */
  readonly lowers: readonly Layer[];
  /** `work/work`: where objects are prepared. Absent where nothing can be written. */
  readonly workdir: Inode | undefined;
  /** `work/index`. Absent without the option. */
  readonly indexdir: Inode | undefined;
  /** Acts on the layers: who mounted. */
  readonly mounter: Credentials;
  /** `trusted.overlay.` or `user.overlay.` */
  readonly prefix: string;
  /** Whether the mounter is one of the initial user namespace: only there it may what concerns the whole machine. */
  readonly initial: boolean;
  /** Whether the mounter may use the xattrs of `prefix`: it cannot read `trusted.` ones of a user namespace. */
  readonly privileged: boolean;
  /** Whether upper keeps overlay's own xattrs at all. */
  readonly xattrs: boolean;
  /** Whether the mounter may decode file handles. */
  readonly decodesHandles: boolean;
  /** Whether upper can make a file without a name. */
  readonly tmpfile: boolean;
  now(): Time;
  /** Who is told what the overlay does in its layers. */
  readonly hearers: Hearers;
  /** A name that nothing in work has: `#1`, `#2` … in hexadecimal. */
  temporaryName(): string;
  /** The name in work of a whiteout that others are made links of. */
  spareWhiteout: string | undefined;
  /** Files that are open for writing. */
  writers: number;
  /** The next inode number for a directory that cannot show the number of a real one. */
  nextNumber(): bigint;
  /** Roots of the layers and directories of work: a lookup that meets one says ELOOP, for layers overlap. */
  readonly traps: ReadonlySet<Inode>;
  /** Objects of this mount by the real inode that they stand for: upper's where there is one, else the topmost lower's. */
  readonly objects: Map<Inode, Inode>;
}
