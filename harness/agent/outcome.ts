import type { Outcome } from "../language/transcript.ts";
import { errnoName } from "./errno-table.ts";

/* What a system call returned, as the outcome of an op. */

const ok: Outcome = { value: null };

/** A failure by the number that `system` gives: negative. */
export function failed(result: number): Outcome {
  return { errno: errnoName(-result) };
}

/** Success gives nothing. */
export function done(result: number): Outcome {
  return result < 0 ? failed(result) : ok;
}

/** Success gives the number. */
export function counted(result: number): Outcome {
  return result < 0 ? failed(result) : { value: result };
}

/** Success gives what can be made of the number. */
export function made(result: number, value: (result: number) => unknown): Outcome {
  return result < 0 ? failed(result) : { value: value(result) };
}
