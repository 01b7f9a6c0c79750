import type { Inode, OpenFile } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";

/** An open file that can do nothing: each call answers as Linux does where a file has no such operation. */
export abstract class NoOperations implements OpenFile {
  readonly inode: Inode;
  readonly #released: () => void;

  constructor(inode: Inode, released: () => void) {
    this.inode = inode;
    this.#released = released;
  }

  read(_into: Uint8Array, _position: number): number {
    return fail("EINVAL");
  }

  write(_from: Uint8Array, _position: number): number {
    return fail("EINVAL");
  }

  truncate(_size: number): void {
    fail("EINVAL");
  }

  allocate(_mode: number, _offset: number, _length: number): void {
    fail("EOPNOTSUPP");
  }

  seek(_offset: number, _what: "data" | "hole"): number {
    return fail("EINVAL");
  }

  clone(): void {
    fail("EOPNOTSUPP");
  }

  iterate(_position: bigint, _emit: Parameters<OpenFile["iterate"]>[1]): void {
    fail("ENOTDIR");
  }

  seekDirectory(_position: bigint, _offset: bigint, _whence: number): bigint {
    return fail("ENOTDIR");
  }

  sync(): void {}

  release(): void {
    this.#released();
  }

  mapped(): OpenFile {
    return this;
  }
}
