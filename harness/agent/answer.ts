import { writeSync } from "node:fs";
import type { Answer } from "../language/protocol.ts";

const idle = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes one line to standard output before it returns: of an agent that dies in the next moment it is known how far
 * it came. A reader that is behind makes a non-blocking pipe answer EAGAIN; waiting for it is all there is to do.
 */
export function send(answer: Answer): void {
  const line = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let at = 0; at < line.length;) {
    try {
      at += writeSync(1, line, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(idle, 0, 0, 1);
    }
  }
}
