import { getSystemErrorMap } from "node:util";
import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import type { Errno } from "../../../harness/language/errno.ts";
import { PosixError } from "../vfs/posix-error.ts";

/** What node says of an errno, by its name. */
const sentences = new Map(getSystemErrorMap().values());

/** A call that was refused, in the shape of node's own errors. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
  /** `ENOENT` */
  readonly code: Errno;
  /** Linux's number, negative as node has it. */
  readonly errno: number;
  /** `open` */
  readonly syscall: string;
  readonly path: string | undefined;
  /** The second path of a call that has two. */
  readonly dest: string | undefined;

  constructor(code: Errno, syscall: string, path?: string, dest?: string) {
    const where = path === undefined ? "" : ` '${path}'`;
    const to = dest === undefined ? "" : ` -> '${dest}'`;
    super(`${code}: ${sentences.get(code) ?? "refused"}, ${syscall}${where}${to}`);
    this.code = code;
    this.errno = -errnoNumbers[code];
    this.syscall = syscall;
    this.path = path;
    this.dest = dest;
  }
}

/** Carries a call out; what refuses it is told with the call's name and paths. */
export function called<T>(syscall: string, action: () => T, path?: string, dest?: string): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PosixError) throw new OverlayError(error.code, syscall, path, dest);
    throw error;
  }
}
