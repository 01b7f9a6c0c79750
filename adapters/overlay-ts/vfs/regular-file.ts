import { openFlags } from "../../../harness/agent/constants.ts";
import type { Credentials } from "./credentials.ts";
import { File } from "./file.ts";
import type { Opened, OpenFile } from "./inode.ts";
import type { Path } from "./mount.ts";
import { event } from "./notifications.ts";
import { fail } from "./posix-error.ts";
import { removePrivileges } from "./privileges.ts";
import type { System } from "./system.ts";

const { O_APPEND, O_NOATIME } = openFlags;

/** What a descriptor of any file or directory of a filesystem has. */
export abstract class InodeFile<T extends Opened> extends File {
  override readonly path: Path;
  readonly opened: T;
  readonly system: System;

  constructor(system: System, who: Credentials, path: Path, flags: number, opened: T) {
    super(path, flags, who);
    this.path = path;
    this.opened = opened;
    this.system = system;
  }

  override sync(dataOnly: boolean): void {
    this.opened.sync(dataOnly);
  }

  /** @param told whether anything was read: a read at the end is one for the access time only */
  protected accessed(directory: boolean, told: boolean): void {
    if (told) this.system.notifications.at(this.path, event.access);
    if (!this.has(O_NOATIME) && this.path.mount.timesAccess(directory)) this.inode.accessed();
  }

  override release(): void {
    const mask = this.writable ? event.closeWrite : event.closeNowrite;
    this.system.notifications.at(this.path, mask);
    this.opened.release();
  }
}

export class RegularFile extends InodeFile<OpenFile> {
  position = 0;

  override get seekable(): boolean {
    return true;
  }

  override read(into: Uint8Array, position?: number): number {
    const n = this.opened.read(into, position ?? this.position);
    if (position === undefined) this.position += n;
    if (into.length > 0) this.accessed(false, n > 0);
    return n;
  }

  /** Each write of an O_APPEND file goes to its end, wherever it was asked to go. */
  override write(from: Uint8Array, position?: number): number {
    if (from.length === 0) return 0;
    const { inode } = this;
    removePrivileges(inode, this.who);
    const at = this.has(O_APPEND) ? inode.getattr().size : (position ?? this.position);
    const n = this.opened.write(from, at);
    if (position === undefined) this.position = at + n;
    this.system.notifications.at(this.path, event.modify);
    return n;
  }

  override seek(offset: number, whence: number): number {
    const position = this.#sought(offset, whence);
    if (position < 0) fail("EINVAL");
    this.position = position;
    return position;
  }

  #sought(offset: number, whence: number): number {
    if (whence === 0) return offset;
    if (whence === 1) return this.position + offset;
    if (whence === 2) return this.inode.getattr().size + offset;
    if (whence > 4) fail("EINVAL");
    return this.opened.seek(offset, whence === 3 ? "data" : "hole");
  }
}
