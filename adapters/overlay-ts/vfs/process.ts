import type { Credentials } from "./credentials.ts";
import { Descriptors } from "./descriptors.ts";
import type { File } from "./file.ts";
import { Identity } from "./identity.ts";
import { Mappings } from "./mappings.ts";
import type { Path } from "./mount.ts";
import type { MountUser, System } from "./system.ts";

/** `dirfd` of the working directory. */
export const AT_FDCWD = -100;

/** A process: what system calls act for. */
export class Process implements MountUser {
  readonly system: System;
  readonly descriptors: Descriptors;
  readonly mappings: Mappings;
  readonly identity: Identity;
  root: Path;
  cwd: Path;
  umask: number;
  /** Whether it is asked again where it has to wait: it keeps its place meanwhile. */
  readonly patient: boolean;
  /** A call since somebody asked last could not go on without others. */
  waits = false;
  #acting: Credentials | undefined;

  /** @param shares it is a thread of `parent`: it has the same descriptors and memory */
  constructor(system: System, parent?: Process, shares?: "shares") {
    this.system = system;
    const kin = shares && parent;
    this.descriptors = kin?.descriptors ?? new Descriptors((file) => this.#closed(file));
    this.mappings = kin?.mappings ?? new Mappings();
    this.patient = parent !== undefined;
    this.identity = parent?.identity.copy() ?? new Identity();
    this.root = parent?.root ?? system.mounts.root.rootPath();
    this.cwd = parent?.cwd ?? this.root;
    this.umask = parent?.umask ?? 0o022;
    system.users.push(this);
  }

  get who(): Credentials {
    return this.#acting ?? this.identity.credentials;
  }

  /** Does something as somebody else, the walk along a path included: override_creds. */
  actAs(who: Credentials, action: () => void): void {
    this.#acting = who;
    try {
      action();
    } finally {
      this.#acting = undefined;
    }
  }

  /** CAP_SYS_ADMIN and the like in the initial namespace, as what concerns the whole machine asks for. */
  initiallyCapable(capability: "CAP_SYS_ADMIN" | "CAP_MKNOD" | "CAP_LINUX_IMMUTABLE"): boolean {
    return this.system.initial && this.who.capabilities.has(capability);
  }

  *uses(): Generator<Path> {
    yield this.root;
    yield this.cwd;
    for (const { held } of this.descriptors.open()) if (held !== undefined) yield held;
    for (const { file } of this.mappings.all()) if (file.held !== undefined) yield file.held;
  }

  /** A descriptor is gone, and with it the locks of the process on its file. */
  #closed(file: File): void {
    const inode = file.path?.inode;
    if (inode !== undefined) this.system.locks.closed(inode, this.descriptors);
    this.letGo(file);
  }

  /** Gives a reference to a file back: of a descriptor, or of a mapping. */
  letGo(file: File): void {
    file.references -= 1;
    if (file.references > 0) return;
    const { held, path } = file;
    if (path !== undefined) this.system.locks.closed(path.inode, file);
    file.release();
    if (held === undefined) return;
    const { inode: left, mount } = held;
    this.system.lost(left);
    // A mount that is nowhere ends with its last descriptor.
    if (this.system.mounts.attached(mount)) this.system.settle();
    else this.system.unmounted(mount.filesystem);
  }
}
