import type { ReconfigureManner, Reconfiguration } from "../vfs/filesystem.ts";
import type { Inode, Time } from "../vfs/inode.ts";
import type { FileHandle, FileSystemStatus } from "../vfs/filesystem-status.ts";
import { S_IFDIR } from "../vfs/mode.ts";
import { Budget } from "./budget.ts";
import { MemoryInode } from "./inode.ts";
import { INODE_SPACE } from "./lifetime.ts";
import type { Store } from "./node.ts";
import { type Options, shownOptions, withParameter } from "./options.ts";
import { PAGE_SIZE } from "./pages.ts";

const TMPFS_MAGIC = 0x01021994;
/** FILEID_INO32_GEN: what tmpfs says of its handles. */
const HANDLE_TYPE = 1;
const HANDLE_SIZE = 12;
/** What half of the memory is to tmpfs: four gigabytes, and as many inodes as that has pages. */
const DEFAULT_LIMIT = 2 ** 20;

interface Given extends Options {
  readonly now: () => Time;
  /** MKDEV number by which stat(2) knows it. */
  readonly device: number;
  readonly readonly?: boolean;
}

/** A new filesystem in memory, which behaves as tmpfs does. */
export function memoryFileSystem(given: Given): MemoryFileSystem {
  return new MemoryFileSystem(given);
}

class MemoryFileSystem implements Store {
  readonly type = "tmpfs";
  readonly device: number;
  readonly uuid = Buffer.from(crypto.randomUUID().replaceAll("-", ""), "hex");
  readonly stackDepth = 0;
  readonly pages: Budget;
  readonly inodes: Budget;
  readonly alive: Store["alive"] = new Map();
  readonly root: MemoryInode;
  readonly now: () => Time;
  readonly: boolean;
  #options: Options;
  #lastIno = 0n;

  constructor(given: Given) {
    const { now, device, readonly = false, ...options } = given;
    const { size = DEFAULT_LIMIT, nr_inodes: inodes = DEFAULT_LIMIT } = options;
    this.now = now;
    this.device = device;
    this.readonly = readonly;
    this.#options = options;
    this.pages = new Budget(limit(size));
    this.inodes = new Budget(limit(inodes * INODE_SPACE));
    const { mode = 0o1777, uid = 0, gid = 0 } = options;
    this.root = new MemoryInode(this, { mode: S_IFDIR | mode, uid, gid });
    this.root.nlink = 2;
  }

  nextIno(): bigint {
    this.#lastIno++;
    return this.#lastIno;
  }

  status(): FileSystemStatus {
    const pages = counts(this.pages, 1);
    const inodes = counts(this.inodes, INODE_SPACE);
    return {
      type: TMPFS_MAGIC,
      bsize: PAGE_SIZE,
      blocks: pages.all,
      bfree: pages.free,
      bavail: pages.free,
      files: inodes.all,
      ffree: inodes.free,
      fsid: this.uuid.subarray(0, 8).map((byte, index) => byte ^ (this.uuid[index + 8] ?? 0)),
      namelen: 255,
      frsize: PAGE_SIZE,
    };
  }

  encodeHandle(inode: Inode): FileHandle {
    const { ino, generation } = inode as MemoryInode;
    const bytes = new Uint8Array(HANDLE_SIZE);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, generation, true);
    view.setBigUint64(4, ino, true);
    return { type: HANDLE_TYPE, bytes };
  }

  decodeHandle({ bytes }: FileHandle): Inode | undefined {
    if (bytes.length < HANDLE_SIZE) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const inode = this.alive.get(view.getBigUint64(4, true));
    return inode?.generation === view.getUint32(0, true) ? inode : undefined;
  }

  sync(): void {}

  dropNames(): void {}

  showOptions(): readonly string[] {
    return shownOptions(this.#options);
  }

  keepsWritable(): boolean {
    for (const inode of this.alive.values()) if (inode.keepsWritable) return true;
    return false;
  }

  /** Limits may change, but not below what is used; owner and mode of the root stay. */
  reconfigure(manner: ReconfigureManner): Reconfiguration {
    let asked: Options = {};
    return {
      parameter(parameter) {
        asked = withParameter(asked, parameter, (line) => manner.log(line));
      },
      commit: (readonly) => this.#change(asked, readonly),
    };
  }

  #change({ size, nr_inodes: inodes }: Options, readonly: boolean): void {
    if (size !== undefined) this.pages.relimit(limit(size));
    if (inodes !== undefined) this.inodes.relimit(limit(inodes * INODE_SPACE));
    this.#options = {
      ...this.#options,
      ...(size !== undefined && { size }),
      ...(inodes !== undefined && { nr_inodes: inodes }),
    };
    this.readonly = readonly;
  }

  shutdown(): void {}
}

function limit(amount: number): number {
  return amount === 0 ? Infinity : amount;
}

/** Zeros where there is no limit. */
function counts(
  { limit, used }: Budget,
  unit: number,
): { readonly all: number; readonly free: number } {
  if (limit === Infinity) return { all: 0, free: 0 };
  return { all: limit / unit, free: Math.floor((limit - used) / unit) };
}
