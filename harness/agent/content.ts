import type { Content } from "../language/content.ts";
import { programs } from "./programs.ts";

/** The bytes that a content stands for. */
export function bytesOf(content: Content): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  if ("hex" in content) return Buffer.from(content.hex, "hex");
  if ("program" in content) return programs[content.program];
  return Buffer.alloc(content.size, content.fill === "" ? "\0" : content.fill);
}
