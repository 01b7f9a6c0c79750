import type { Credentials } from "../vfs/credentials.ts";
import type { ReconfigureManner, Reconfiguration } from "../vfs/filesystem.ts";
import type { Inode, Time } from "../vfs/inode.ts";
import type { FileHandle, HandlePurpose, FileSystemStatus } from "../vfs/filesystem-status.ts";
import type { MountSurroundings } from "../vfs/filesystem-type.ts";
import type { Hearers } from "../vfs/telling.ts";
import type { Claims } from "./claims.ts";
import { configOf, mergedRoots } from "./config.ts";
import { dropNames } from "./drop-names.ts";
import { showOptions } from "./show-options.ts";
import type { Directories } from "./directories.ts";
import { decodeHandle, encodeHandle } from "./export.ts";
import { reconfiguration } from "./reconfigure.ts";
import { makeRoot } from "./root.ts";
import type { Stack } from "./layers.ts";
import type { Node } from "./node.ts";
import type { Settings } from "./options.ts";
import type { Config, Layer, Mounted } from "./structure.ts";
import { overlayStatus } from "./status.ts";
import { temporaryName } from "./temporary-name.ts";

/** What is decided before the first object is made. */
export interface Decided {
  readonly surroundings: MountSurroundings;
  readonly directories: Directories;
  readonly settings: Readonly<Settings>;
  readonly claims: Claims;
  readonly stack: Stack;
  /** The root of the topmost layer, upper or lower. */
  readonly topmost: Inode;
  readonly device: number;
  readonly mounter: Credentials;
  readonly prefix: string;
  readonly privileged: boolean;
  readonly xattrs: boolean;
  readonly decodesHandles: boolean;
  readonly tmpfile: boolean;
  readonly workdir: Inode | undefined;
  readonly indexdir: Inode | undefined;
  readonly uuid: Uint8Array | undefined;
  readonly readonly: boolean;
}

/** Source: fs/overlayfs/super.c */
export class OverlayMount implements Mounted {
  readonly type = "overlay";
  readonly root: Inode;
  readonly device: number;
  readonly uuid: Uint8Array | undefined;
  readonly: boolean;
  readonly stackDepth: number;
  readonly config: Config;
  readonly upper: Layer | undefined;
  readonly lowers: readonly Layer[];
  readonly workdir: Inode | undefined;
  readonly indexdir: Inode | undefined;
  readonly mounter: Credentials;
  readonly prefix: string;
  readonly initial: boolean;
  readonly privileged: boolean;
  readonly xattrs: boolean;
  readonly decodesHandles: boolean;
  readonly tmpfile: boolean;
  readonly traps: ReadonlySet<Inode>;
  readonly objects = new Map<Inode, Inode>();
  readonly temporaryName = temporaryName;
  spareWhiteout: string | undefined;
  writers = 0;
  readonly now: () => Time;
  readonly hearers: Hearers;
  readonly #decided: Decided;
  #lastNumber = 1n;

  constructor(decided: Decided) {
    const { stack, settings, surroundings } = decided;
    this.#decided = decided;
    this.device = decided.device;
    this.uuid = decided.uuid;
    this.readonly = decided.readonly;
    this.stackDepth = stack.depth;
    this.config = configOf(settings, stack.xinoBits);
    this.upper = stack.upper;
    this.lowers = stack.lowers;
    this.workdir = decided.workdir;
    this.indexdir = decided.indexdir;
    this.mounter = decided.mounter;
    this.prefix = decided.prefix;
    this.initial = surroundings.initial;
    this.privileged = decided.privileged;
    this.xattrs = decided.xattrs;
    this.decodesHandles = decided.decodesHandles;
    this.tmpfile = decided.tmpfile;
    this.traps = decided.claims.traps;
    this.now = () => surroundings.now();
    this.hearers = surroundings.hearers;
    this.root = makeRoot(this, stack.upper?.root, mergedRoots(stack.lowers));
  }

  nextNumber(): bigint {
    this.#lastNumber += 1n;
    return this.#lastNumber;
  }

  status(): FileSystemStatus {
    return overlayStatus(this, this.#decided.topmost.filesystem);
  }

  showOptions(): readonly string[] {
    const { directories, settings, stack } = this.#decided;
    return showOptions(directories, settings, stack.xinoBits < 0);
  }

  /** What is removed has no names, and is known as long as somebody has it open. */
  keepsWritable(): boolean {
    if (this.writers > 0) return true;
    for (const node of this.objects.values()) if ((node as Node).nlink === 0) return true;
    return false;
  }

  reconfigure(manner: ReconfigureManner): Reconfiguration {
    return reconfiguration(this, manner);
  }

  sync(): void {
    if (!this.config.volatile) this.upper?.filesystem.sync();
  }

  dropNames(keeps: (inode: Inode) => boolean): void {
    dropNames(this.root as Node, keeps);
  }

  shutdown(): void {
    this.#decided.claims.release();
  }

  /** Without the option there are none that could be decoded. */
  encodeHandle(inode: Inode, purpose: HandlePurpose = "open"): FileHandle | undefined {
    if (!this.config.nfsExport && purpose !== "identify") return undefined;
    return encodeHandle(this, inode as Node, purpose);
  }

  decodeHandle(handle: FileHandle): Inode | undefined {
    return decodeHandle(this, handle);
  }
}
