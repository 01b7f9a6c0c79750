import { type Kind, either, integer, problem, show, text, word } from "./kind.ts";
import { type RecordOf, record } from "./record.ts";

/**
 * Bytes. A string is its UTF-8; everything else says how the bytes are made, so that a scenario stays small:
 * `fill` repeats a string up to `size` bytes, `program` is a static executable for the architecture of the agent.
 */
export type Content = string | HexContent | FillContent | ProgramContent;

const hexText: Kind<string> = {
  schema: { type: "string", pattern: "^([0-9a-f]{2})*$" },
  check: (value, at) =>
    typeof value === "string" && /^([0-9a-f]{2})*$/.test(value)
      ? []
      : problem(at, `expected lower-case hex digits, found ${show(value)}`),
};

/** NUL is a byte as any other. */
const utf8: Kind<string> = {
  schema: { type: "string" },
  check: (value, at) =>
    typeof value === "string" ? [] : problem(at, `expected a string, found ${show(value)}`),
};

const hexFields = { hex: hexText };
const fillFields = { fill: text, size: integer };

/**
 * What the program does: `exit` ends with status 0 at once, `euid` with its effective uid, `pause` runs until it is killed,
 * and so does `open`, which opens its first argument for writing before. */
const programFields = { program: word(["exit", "pause", "euid", "open"]) };

export type HexContent = RecordOf<typeof hexFields>;
export type FillContent = RecordOf<typeof fillFields>;
type ProgramContent = RecordOf<typeof programFields>;

export const content: Kind<Content> = either(
  either(utf8, record(hexFields)),
  either(record(fillFields), record(programFields)),
);

/**
 * Bytes as an answer shows them: a string where they are at most 256 bytes of printable UTF-8, hex digits where they are
 * at most 64 bytes of anything else, and the size with the SHA-256 beyond.
 */
export type Bytes = string | HexContent | DigestedBytes;

const digestFields = { size: integer, sha256: text };
type DigestedBytes = RecordOf<typeof digestFields>;

export const bytes: Kind<Bytes> = either(either(utf8, record(hexFields)), record(digestFields));

/** A time of utimensat(2): seconds and nanoseconds, the present, or left as it is. */
export type Time = "now" | "omit" | { readonly sec: number; readonly nsec: number };

export const time: Kind<Time> = either(
  word(["now", "omit"]),
  record({ sec: integer, nsec: integer }),
);
