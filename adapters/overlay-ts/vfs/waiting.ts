import { PosixError } from "./posix-error.ts";
import type { Process } from "./process.ts";

/**
 * Nobody sleeps here: what would have to wait for others answers EAGAIN, and who can ask again is told to.
 * @param may the caller is ready to wait
 */
export function waiting<T>(process: Process, may: boolean, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (may && error instanceof PosixError && error.code === "EAGAIN") process.waits = true;
    throw error;
  }
}
