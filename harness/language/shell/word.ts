import type { Content, FillContent } from "../content.ts";

/** One word of a POSIX shell, whatever is in it. */
export const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Whether it is too long to be written out, and is made by `fill` instead. */
export const isLong = (content: unknown): content is FillContent =>
  typeof content === "object" &&
  content !== null &&
  "fill" in content &&
  "size" in content &&
  Number(content.size) > 4096;

/** Arguments of `fill`. */
export const filling = ({ fill, size }: FillContent): string => `${word(fill)} ${size}`;

/** For printf %b: every byte that is not plain as octal. */
export function octal(content: Exclude<Content, { readonly program: string }>): string {
  const bytes =
    typeof content === "string"
      ? new TextEncoder().encode(content)
      : "hex" in content
        ? Uint8Array.from(content.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
        : new TextEncoder().encode(content.fill.repeat(content.size).slice(0, content.size));
  return [...bytes]
    .map((byte) =>
      byte > 0x2c && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\0${byte.toString(8).padStart(3, "0")}`,
    )
    .join("");
}
