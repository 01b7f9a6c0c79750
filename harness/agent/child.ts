import { calls } from "./calls.ts";
import { cloneAndExecute } from "./child-code.ts";
import { openFlags } from "./constants.ts";
import { addressOf, system } from "./syscalls.ts";

/* Children of the agent that run programs of a scenario. */

const call = {
  wait4: system("wait4", "ipip"),
  kill: system("kill", "ii"),
  pipe2: system("pipe2", "pi"),
} as const;

const SIGKILL = 9;

/** What execveat(2) takes. The environment is empty. */
export interface Program {
  readonly dirfd: number;
  readonly path: string;
  readonly argv: readonly string[];
  readonly flags: number;
  /** CLONE_NEW*, for a child in namespaces of its own. */
  readonly namespaces?: number;
}

export interface End {
  readonly status?: number;
  readonly signal?: number;
}

/** What the kernel reads by its address must not be collected before it has. */
const alive: Buffer[] = [];

/** Starts a program that is left running: its pid, or a negative errno. */
export function startChild(program: Program, stdout = -1): number {
  const { dirfd, path, argv, flags, namespaces = 0 } = program;
  const name = cString(path);
  const strings = argv.map(cString);
  const pointers = pointersTo(strings);
  const none = pointersTo([]);
  alive.push(name, ...strings, pointers, none);
  const { pid, result } = cloneAndExecute({
    dirfd,
    path: addressOf(name),
    argv: addressOf(pointers),
    envp: addressOf(none),
    flags,
    stdout,
    namespaces,
  });
  alive.length = 0;
  if (pid < 0 || result === 0) return pid;
  waitFor(pid);
  return result;
}

/** Runs a program to its end: what it wrote to its standard output and how it ended, or a negative errno. */
export function runChild(
  program: Program,
): { readonly end: End; readonly stdout: Buffer } | number {
  const pair = Buffer.alloc(8);
  const piped = call.pipe2(pair, openFlags.O_CLOEXEC);
  if (piped < 0) return piped;
  const [reader, writer] = [pair.readInt32LE(0), pair.readInt32LE(4)];
  const pid = startChild(program, writer);
  calls.close(writer);
  const stdout = pid < 0 ? Buffer.alloc(0) : readAll(reader);
  calls.close(reader);
  return pid < 0 ? pid : { end: waitFor(pid), stdout };
}

/** Kills a child and waits for its end: 0, or a negative errno. */
export function killChild(pid: number): number {
  const result = call.kill(pid, SIGKILL);
  if (result < 0) return result;
  waitFor(pid);
  return 0;
}

function waitFor(pid: number): End {
  const b = Buffer.alloc(4);
  const result = call.wait4(pid, b, 0, null);
  if (result < 0) throw new Error(`Cannot wait for a child: errno ${-result}`);
  const status = b.readUInt32LE(0);
  const signal = status & 0x7f;
  return signal === 0 ? { status: (status >> 8) & 0xff } : { signal };
}

function readAll(fd: number): Buffer {
  const parts: Buffer[] = [];
  for (;;) {
    const b = Buffer.alloc(65536);
    const n = calls.read(fd, b, b.length);
    if (n <= 0) return Buffer.concat(parts);
    parts.push(b.subarray(0, n));
  }
}

function cString(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** An array of pointers that ends with a null one. */
function pointersTo(buffers: readonly Buffer[]): Buffer {
  const b = Buffer.alloc(8 * (buffers.length + 1));
  for (const [index, buffer] of buffers.entries()) b.writeBigUInt64LE(addressOf(buffer), index * 8);
  return b;
}
