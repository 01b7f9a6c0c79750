import type { Content } from "../content.ts";

/** One word of a POSIX shell, whatever is in it. */
export const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

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
