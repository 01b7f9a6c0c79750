import { gzipSync, strToU8 } from "fflate";

/** JSON as gzip in base64: letters that mean nothing to HTML, whatever a subject has put into its names. */
export function packed(value: unknown): string {
  // Without a time in it: equal results give equal pages.
  const bytes = gzipSync(strToU8(JSON.stringify(value)), { level: 6, mtime: 0 });
  return base64(bytes);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => alphabet[(word >> shift) & 63] ?? "");
    letters.push(four.join(""));
  }
  const text = letters.join("");
  const pad = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - pad) + "=".repeat(pad);
}
