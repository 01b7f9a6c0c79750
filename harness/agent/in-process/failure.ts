import { constants } from "node:os";
import { type Errno, errnoNames } from "../../language/errno.ts";
import type { Outcome } from "../../language/transcript.ts";

/* What a library threw, as the outcome of an op. */

/** An errno that the interpreter answers in place of the subject, as the kernel would before it calls a filesystem. */
export class Refusal extends Error {
  readonly code: Errno;
  constructor(code: Errno) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

/** The op cannot be carried out here, for the reason given. */
export class Lack extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "Lack";
  }
}

/** Names that libraries use beside Linux's own for the same number. */
const aliases: Readonly<Record<string, Errno>> = {
  ENOTSUP: "EOPNOTSUPP",
  EWOULDBLOCK: "EAGAIN",
  EDEADLOCK: "EDEADLK",
};

export function outcomeOf(thrown: unknown): Outcome {
  if (thrown instanceof Lack) return { lack: thrown.message };
  const errno = errnoOf(thrown);
  return errno === undefined ? { threw: firstLine(thrown) } : { errno };
}

/** The errno of an error: of its code, else named in its message, else by its number, whose sign is either. */
function errnoOf(thrown: unknown): Errno | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  const { code, message, errno } = thrown as Readonly<Record<string, unknown>>;
  return known(code) ?? named(message) ?? numbered(errno);
}

function known(name: unknown): Errno | undefined {
  if (typeof name !== "string") return undefined;
  const errno = aliases[name] ?? name;
  return (errnoNames as readonly string[]).includes(errno) ? (errno as Errno) : undefined;
}

function named(message: unknown): Errno | undefined {
  if (typeof message !== "string") return undefined;
  for (const [word] of message.matchAll(/\bE[A-Z0-9]{3,}\b/g)) {
    const errno = known(word);
    if (errno !== undefined) return errno;
  }
  return undefined;
}

/** Node's numbers are those of the platform that it runs on, and so are a library's. */
function numbered(number: unknown): Errno | undefined {
  if (typeof number !== "number") return undefined;
  const found = Object.entries(constants.errno).find(([, each]) => each === Math.abs(number));
  return known(found?.[0]);
}

/**
 * The first line of a message, without the absolute paths of this machine: they are in messages about files of a
 * program, and would make equal failures look different.
 */
function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const [line = ""] = text.split("\n");
  return line.replaceAll(/(?:file:\/\/)?\/[^\s'"():]*\/([^\s'"():/]+)/g, "…/$1").slice(0, 200);
}
