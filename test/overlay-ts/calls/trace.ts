import type { SystemCall } from "../../../harness/agent/numbers.ts";
import { readDirents, readNames, readStatx, statxMask } from "../../../harness/agent/structs.ts";
import { openFlags } from "../../../harness/agent/constants.ts";
import { errnoName } from "../../../harness/agent/errno-table.ts";

export type Argument = number | string | Uint8Array | null;

/** Who answers system calls: the kernel of this machine, or the one in TypeScript. */
export interface Answerer {
  call(name: SystemCall, args: readonly Argument[]): number;
  addressOf(buffer: Uint8Array): bigint;
}

const AT_FDCWD = -100;
const F_DUPFD = 0;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_EMPTY_PATH = 0x1000;

/** What every time is set to before something may change it. */
const marked = 1000;

/** Makes calls, and keeps what was answered in a form in which two answerers can be compared. */
export class Trace {
  readonly lines: string[] = [];
  readonly #answerer: Answerer;

  constructor(answerer: Answerer) {
    this.#answerer = answerer;
  }

  /** The result is kept as a number or the name of an error. */
  call(name: SystemCall, ...args: readonly Argument[]): number {
    const result = this.silently(name, ...args);
    this.note(`${name}(${args.map(shown).join(", ")}) = ${answer(result)}`);
    return result;
  }

  open(path: string, flags: number, mode = 0, dirfd = AT_FDCWD): number {
    const fd = this.high(this.silently("openat", dirfd, path, flags, mode));
    this.note(`open(${path}, ${flags.toString(8)}) = ${answer(fd)}`);
    return fd;
  }

  /** The same descriptor by a number that is free everywhere. */
  high(fd: number): number {
    if (fd < 0) return fd;
    const high = this.silently("fcntl", fd, F_DUPFD, 1000);
    this.silently("close", fd);
    return high;
  }

  silently(name: SystemCall, ...args: readonly Argument[]): number {
    return this.#answerer.call(name, args);
  }

  addressOf(buffer: Uint8Array): bigint {
    return this.#answerer.addressOf(buffer);
  }

  note(line: string): void {
    this.lines.push(line);
  }

  /** Bytes that a call has filled. */
  read(fd: number, length: number): void {
    const b = Buffer.alloc(length);
    const n = this.silently("read", fd, b, length);
    this.note(`read = ${n < 0 ? answer(n) : b.toString("latin1", 0, n)}`);
  }

  write(fd: number, text: string): number {
    const b = Buffer.from(text);
    return this.call("write", fd, b, b.length);
  }

  /** A file with a content, without a word. */
  file(path: string, text: string, mode = 0o644): void {
    const how = openFlags.O_CREAT | openFlags.O_WRONLY;
    const fd = this.silently("openat", AT_FDCWD, path, how, mode);
    this.silently("write", fd, Buffer.from(text), text.length);
    this.silently("close", fd);
  }

  mkdir(path: string, mode = 0o755): void {
    this.silently("mkdirat", AT_FDCWD, path, mode);
  }

  /** All of the status but what differs between any two filesystems. Of times only whether they are still marked. */
  look(path: string, follow = false): void {
    this.#status(path, AT_FDCWD, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  }

  lookAt(fd: number): void {
    this.#status("", fd, AT_EMPTY_PATH);
  }

  #status(path: string, dirfd: number, flags: number): void {
    const b = Buffer.alloc(256);
    const result = this.silently("statx", dirfd, path, flags, statxMask, b);
    if (result < 0) return this.note(`${path}: ${answer(result)}`);
    const { mode, uid, gid, size, nlink, rdev, atime, mtime, attributes } = readStatx(b);
    const times = [atime, mtime].map(({ sec }) => (sec === marked ? "kept" : "changed"));
    this.note(
      `${path}: ${mode.toString(8)} ${uid}:${gid} size ${size} nlink ${nlink} rdev ${rdev.join()} ${times.join()} ${attributes}`,
    );
  }

  mark(path: string): void {
    const times = Buffer.alloc(32);
    times.writeBigInt64LE(BigInt(marked), 0);
    times.writeBigInt64LE(BigInt(marked), 16);
    this.silently("utimensat", AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
  }

  list(path: string): void {
    const fd = this.silently("openat", AT_FDCWD, path, openFlags.O_DIRECTORY, 0);
    if (fd < 0) return this.note(`list ${path}: ${answer(fd)}`);
    this.entries(fd, 4096);
    this.silently("close", fd);
  }

  entries(fd: number, size: number): void {
    const b = Buffer.alloc(size);
    const n = this.silently("getdents64", fd, b, size);
    const names = n < 0 ? [] : readDirents(b, n).map(({ name, type }) => `${name}/${type}`);
    this.note(`entries = ${n < 0 ? answer(n) : `${n} ${names.join(" ")}`}`);
  }

  setxattr(path: string, name: string, value: string | Buffer, flags = 0): void {
    const b = Buffer.from(value);
    this.call("lsetxattr", path, name, b, b.length, flags);
  }

  getxattr(path: string, name: string, size = 256): void {
    const b = Buffer.alloc(size);
    const n = this.silently("lgetxattr", path, name, b, size);
    this.note(
      `getxattr ${path} ${name} = ${n < 0 || size === 0 ? answer(n) : b.toString("hex", 0, n)}`,
    );
  }

  listxattr(path: string, size = 256): void {
    const b = Buffer.alloc(size);
    const n = this.silently("llistxattr", path, b, size);
    const names = n < 0 || size === 0 ? answer(n) : readNames(b, n).toSorted().join(" ");
    this.note(`listxattr ${path} = ${names}`);
  }

  /** Does something as somebody else, without capabilities but the given bits. */
  as(uid: number, gid: number, action: () => void, capabilities = 0n): void {
    this.silently("setgroups", 0, Buffer.alloc(4));
    this.silently("setresgid", gid, gid, 0);
    this.silently("setresuid", uid, uid, 0);
    if (capabilities !== 0n) this.#capset(capabilities);
    this.note(`as ${uid}:${gid}`);
    action();
    this.#capset((1n << 34n) - 1n);
    this.silently("setresuid", 0, 0, 0);
    this.silently("setresgid", 0, 0, 0);
    this.#capset((1n << 34n) - 1n);
    this.note("as root");
  }

  /** Of the permitted ones, which stay: not every root may everything. */
  #capset(effective: bigint): void {
    const header = Buffer.alloc(8);
    header.writeUInt32LE(0x20080522, 0);
    const data = Buffer.alloc(24);
    this.silently("capget", header, data);
    for (const half of [0, 1]) {
      const permitted = data.readUInt32LE(half * 12 + 4);
      const asked = Number((effective >> BigInt(half * 32)) & 0xffff_ffffn);
      data.writeUInt32LE((permitted & asked) >>> 0, half * 12);
    }
    this.silently("capset", header, data);
  }
}

function shown(argument: Argument): string {
  if (argument instanceof Uint8Array) return `[${argument.length}]`;
  if (typeof argument === "string" && argument.length > 40) return `${argument.slice(0, 40)}…`;
  return String(argument);
}

function answer(result: number): string {
  return result < 0 ? errnoName(-result) : String(result);
}
