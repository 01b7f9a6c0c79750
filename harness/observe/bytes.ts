import { createHash } from "node:crypto";
import type { Bytes } from "../language/content.ts";

const printableMost = 256;
const hexMost = 64;
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes as an answer shows them; the limits are those of `Bytes`. */
export function toBytes(buffer: Uint8Array): Bytes {
  if (buffer.length <= printableMost) {
    const text = printable(buffer);
    if (text !== undefined) return text;
  }
  const copy = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.length);
  if (buffer.length <= hexMost) return { hex: copy.toString("hex") };
  return { size: buffer.length, sha256: createHash("sha256").update(copy).digest("hex") };
}

/** The text of printable UTF-8; tab and newline count as printable. */
function printable(buffer: Uint8Array): string | undefined {
  for (const byte of buffer) {
    if (byte < 0x20 ? byte !== 0x09 && byte !== 0x0a : byte === 0x7f) return undefined;
  }
  try {
    return decoder.decode(buffer);
  } catch {
    return undefined;
  }
}
