import { openFlags } from "../../../harness/agent/constants.ts";
import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import type { ReconfigureManner } from "../vfs/filesystem.ts";
import type { Inode } from "../vfs/inode.ts";
import type { FileHandle, FileSystemStatus } from "../vfs/filesystem-status.ts";
import { fail } from "../vfs/posix-error.ts";
import { untracedMount } from "./access-time.ts";
import { openHandle } from "./handles.ts";
import { Held } from "./held.ts";
import { type Identity, identify } from "./host-stat.ts";
import { REFERENCE, answered, host, reopen } from "./host.ts";
import { HostInode, ours } from "./inode.ts";
import { type MountLine, mountLine } from "./mount-line.ts";
import { isReadonly, statusOf } from "./status.ts";
import type { HostFileSystem } from "./structure.ts";
import { uuidOf } from "./uuid.ts";

/** Filesystems of the host by their device numbers: one object each, so that two layers on one are known to be. */
const filesystems = new Map<number, MountedHost>();

/** The inode of an O_PATH descriptor, which becomes the store's. */
export function adopt(fd: number): HostInode {
  const identity = identify(fd);
  let filesystem = filesystems.get(identity.dev);
  if (filesystem === undefined) {
    filesystem = new MountedHost(fd, identity);
    filesystems.set(identity.dev, filesystem);
  }
  return filesystem.inodeOf(fd, identity.ino);
}

/** Gives back every descriptor: the host unmounts nothing of which one is open. */
export function closeAll(): void {
  for (const filesystem of filesystems.values()) filesystem.shutdown();
}

interface Known {
  readonly reference: WeakRef<HostInode>;
  readonly held: Held;
}

/**
 * What open_by_handle_at(2) says of a handle that names nothing here, to one without the privilege, and of a directory
 * that could not be opened.
 */
const { ESTALE, EINVAL, EPERM, EBADF } = errnoNumbers;
const undecoded: readonly number[] = [-ESTALE, -EINVAL, -EPERM, -EBADF];

/** A filesystem of the host, as far as one mount shows it. */
class MountedHost implements HostFileSystem {
  readonly device: number;
  /** What it stands on itself cannot be seen. */
  readonly stackDepth = 0;
  readonly uuid: Uint8Array | undefined;
  readonly #line: MountLine;
  /** As long as anybody holds an inode, it is found here. */
  readonly #known = new Map<bigint, Known>();
  readonly #collected: FinalizationRegistry<readonly [ino: bigint, held: Held]>;
  /** An open directory of it: no other filesystem gets the device number meanwhile. */
  #anchor: number;
  #untraced: number | undefined;
  #root: Inode | undefined;

  constructor(fd: number, { dev, mount }: Identity) {
    const opened = reopen(fd, openFlags.O_RDONLY | openFlags.O_DIRECTORY);
    this.#anchor = opened < 0 ? answered(reopen(fd, REFERENCE)) : opened;
    this.device = dev;
    this.uuid = uuidOf(this.#anchor);
    this.#line = mountLine(mount);
    this.#collected = new FinalizationRegistry(([ino, held]) => {
      held.release();
      if (this.#known.get(ino)?.held === held) this.#known.delete(ino);
    });
  }

  get type(): string {
    return this.#line.type;
  }

  /** The top of the mount by which the filesystem was reached first. */
  get root(): Inode {
    if (this.#root !== undefined) return this.#root;
    let top: Inode = adopt(answered(reopen(this.#anchor, REFERENCE)));
    for (let at = top.standing(); at?.parent.filesystem === this; at = top.standing())
      top = at.parent;
    this.#root = top;
    return top;
  }

  get readonly(): boolean {
    return isReadonly(this.#anchor);
  }

  adopt(fd: number): HostInode {
    return adopt(fd);
  }

  inodeOf(fd: number, ino: bigint): HostInode {
    const known = this.#known.get(ino);
    const inode = known?.reference.deref();
    if (inode?.held.take(fd) === true) return inode;
    // Nobody holds it any more, or it is gone.
    known?.held.release();
    const held = new Held(fd, (handle) => openHandle(this.#anchor, handle));
    const made = new HostInode(this, held);
    this.#known.set(ino, { reference: new WeakRef(made), held });
    this.#collected.register(made, [ino, held]);
    return made;
  }

  unlinked(ino: bigint | undefined): void {
    if (ino !== undefined) this.#known.get(ino)?.held.unlinked();
  }

  openUntraced(handle: FileHandle | undefined): number {
    if (handle === undefined) return -errnoNumbers.EOPNOTSUPP;
    this.#untraced ??= untracedMount(this.#anchor);
    return openHandle(this.#untraced, handle);
  }

  status(): FileSystemStatus {
    return statusOf(this.#anchor);
  }

  encodeHandle(inode: Inode): FileHandle | undefined {
    return ours(inode).held.handle();
  }

  decodeHandle(handle: FileHandle): Inode | undefined {
    const fd = openHandle(this.#anchor, handle);
    if (undecoded.includes(fd)) return undefined;
    const inode = adopt(answered(fd));
    // What was removed lives on as long as a file of it is open, and not for a descriptor that the store holds.
    const gone = inode.getattr().nlink === 0 && inode.held.files.size === 0;
    return gone ? undefined : inode;
  }

  sync(): void {
    answered(host.syncfs(this.#anchor));
  }

  /** The host remembers them. */
  dropNames(): void {}

  showOptions(): readonly string[] {
    return this.#line.options;
  }

  /** The host says what is in use. */
  keepsWritable(): boolean {
    return false;
  }

  reconfigure(_manner: ReconfigureManner): never {
    fail("EINVAL");
  }

  shutdown(): void {
    for (const { held } of this.#known.values()) held.release();
    this.#known.clear();
    for (const fd of [this.#anchor, this.#untraced ?? -1]) host.close(fd);
    this.#anchor = -1;
    this.#untraced = undefined;
    filesystems.delete(this.device);
  }
}
