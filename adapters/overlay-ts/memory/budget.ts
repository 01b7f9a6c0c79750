import { fail } from "../vfs/posix-error.ts";

/** How much of something there may be. Infinity where there is no limit. */
export class Budget {
  limit: number;
  used = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Answers false, and takes nothing, where that is more than is left. */
  take(amount: number): boolean {
    if (this.used + amount > this.limit) return false;
    this.used += amount;
    return true;
  }

  give(amount: number): void {
    this.used -= amount;
  }

  /** EINVAL for less than is used. */
  relimit(limit: number): void {
    if (this.used > limit) fail("EINVAL");
    this.limit = limit;
  }
}
