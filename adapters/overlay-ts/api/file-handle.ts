import { chmod, chown, truncateOpen, utimens } from "../vfs/attributes.ts";
import type { File } from "../vfs/file.ts";
import type { Path } from "../vfs/mount.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Process } from "../vfs/process.ts";
import { called } from "./overlay-error.ts";
import { Stats } from "./stats.ts";

/** An open file. It stays open until it is closed, and keeps its mount in use. */
export class FileHandle {
  readonly path: string;
  readonly fd: number;
  readonly #process: Process;
  readonly #file: File;
  #open = true;

  constructor(process: Process, file: File, path: string) {
    this.#process = process;
    this.#file = file;
    this.path = path;
    this.fd = process.descriptors.add(file);
  }

  /** Without a position, from where the last call stopped. Gives how much was read; 0 at the end. */
  read(buffer: Uint8Array, position?: number): number {
    return this.#call("read", (file) => {
      if (!file.readable) fail("EBADF");
      return file.read(buffer, position);
    });
  }

  write(data: string | Uint8Array, position?: number): number {
    return this.#call("write", (file) => {
      if (!file.writable) fail("EBADF");
      return file.write(typeof data === "string" ? Buffer.from(data) : data, position);
    });
  }

  /** From where the last call stopped to the end. */
  readFile(): Buffer {
    const parts: Buffer[] = [];
    for (;;) {
      const part = Buffer.alloc(Math.max(4096, this.stat().size));
      const n = this.read(part);
      if (n === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, n));
    }
  }

  writeFile(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    for (let at = 0; at < bytes.length; at += this.write(bytes.subarray(at)));
  }

  stat(): Stats {
    return this.#call("fstat", () => new Stats(this.#place().inode.getattr()));
  }

  truncate(length = 0): void {
    this.#call("ftruncate", (file) => {
      if (!file.writable) fail("EINVAL");
      truncateOpen(this.#process, this.#place(), length);
    });
  }

  chmod(mode: number): void {
    this.#call("fchmod", () => chmod(this.#process, this.#place(), mode));
  }

  chown(uid: number, gid: number): void {
    this.#call("fchown", () => chown(this.#process, this.#place(), uid, gid));
  }

  /** Nanoseconds since the epoch. */
  utimes(atime: bigint, mtime: bigint): void {
    this.#call("futime", () => utimens(this.#process, this.#place(), atime, mtime));
  }

  sync(): void {
    this.#call("fsync", (file) => file.sync(false));
  }

  datasync(): void {
    this.#call("fdatasync", (file) => file.sync(true));
  }

  close(): void {
    this.#call("close", () => {
      this.#open = false;
      this.#process.descriptors.close(this.fd);
    });
  }

  #place(): Path {
    return this.#file.path ?? fail("EBADF");
  }

  #call<T>(name: string, action: (file: File) => T): T {
    return called(
      name,
      () => {
        if (!this.#open) fail("EBADF");
        return action(this.#file);
      },
      this.path,
    );
  }
}
