import { createHash } from "node:crypto";
import type { Bytes, Content } from "../language/content.ts";
import { isRecord } from "../language/kind.ts";

/*
 * Content is what a scenario writes, Bytes is what an answer shows. They are compared by what they stand for, never by
 * how they are spelled: a scenario may write in hex what the answer shows as text.
 */

/** Whether the answer shows exactly this content. A program differs between architectures, so any bytes are right. */
export function sameBytes(content: Content, observed: unknown): boolean {
  if (typeof content === "object" && "program" in content) return isBytes(observed);
  if (typeof content === "string" && content === observed) return true;
  if (!isBytes(observed) || sizeOf(content) !== sizeOf(observed)) return false;
  if (typeof observed === "object" && "sha256" in observed) {
    return digest(content) === observed.sha256;
  }
  return expand(content).equals(expand(observed));
}

export function isBytes(value: unknown): value is Bytes {
  if (typeof value === "string") return true;
  if (!isRecord(value)) return false;
  return typeof value["hex"] === "string" || typeof value["sha256"] === "string";
}

type Known = Exclude<Content, { readonly program: unknown }>;

/** In bytes. */
function sizeOf(content: Known | Bytes): number {
  if (typeof content === "string") return Buffer.byteLength(content);
  return "hex" in content ? content.hex.length / 2 : content.size;
}

function expand(content: Known): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  if ("hex" in content) return Buffer.from(content.hex, "hex");
  // An empty pattern fills with nothing that could be seen, and Buffer.alloc would refuse it.
  return content.fill === ""
    ? Buffer.alloc(content.size)
    : Buffer.alloc(content.size, content.fill);
}

const digests = new Map<string, string>();

/** Remembered, because matrices of scenarios expect the same large file many times. */
function digest(content: Known): string {
  const key = JSON.stringify(content);
  const known = digests.get(key);
  if (known !== undefined) return known;
  const computed = createHash("sha256").update(expand(content)).digest("hex");
  digests.set(key, computed);
  return computed;
}
