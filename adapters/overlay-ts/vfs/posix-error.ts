import type { Errno } from "../../../harness/language/errno.ts";

/** What a filesystem answers instead of a result. The library's callers get one with path and syscall of its own. */
export class PosixError extends Error {
  override readonly name = "PosixError";
  readonly code: Errno;

  constructor(code: Errno) {
    super(code);
    this.code = code;
  }
}

const made = new Map<Errno, PosixError>();

/**
 * Answers an error. One object serves all answers of a code: it is an answer and not a fault, so nobody reads its
 * stack, and collecting one would cost more than most operations.
 */
export function fail(code: Errno): never {
  const known = made.get(code);
  if (known !== undefined) throw known;
  const error = new PosixError(code);
  made.set(code, error);
  throw error;
}
