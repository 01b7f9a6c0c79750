import { chmod, dir, file, is, mknod, symlink, utimensat } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Attributes, Node } from "../../harness/language/tree.ts";

/** What an op made of an object; what is absent is as lower has it. */
export interface Changes extends Attributes {
  readonly content?: string;
  /** Any time will do. */
  readonly untimed?: true;
}

/** A type of object, as lower has it and as a tree shows it. */
export interface Subject {
  readonly name: "file" | "dir" | "symlink" | "fifo" | "socket" | "chr" | "blk";
  /** With its article. */
  readonly word: string;
  readonly mode: number;
  make(path: string): readonly Steps[];
  merged(changes?: Changes): Node;
  /** A directory is copied up without what it holds. */
  upper(changes?: Changes): Node;
}

/** Old enough to be told from the present, and with every digit of the nanoseconds. */
export const oldTime = { sec: 1_111_111_111, nsec: 123_456_789 };
const kept = { mtime: "1111111111.123456789" };
export const text = "0123456789";

/** The last of the ops that make an object: the time is what a copy has to keep. */
const aged = (path: string): Steps => utimensat(path, oldTime, oldTime, ["AT_SYMLINK_NOFOLLOW"]);

function alike(node: (changes: Changes) => Node): Pick<Subject, "merged" | "upper"> {
  const both = ({ untimed, ...changes }: Changes = {}): Node =>
    node({ ...(untimed ? {} : kept), ...changes });
  return { merged: both, upper: both };
}

export const regular: Subject = {
  name: "file",
  word: "a file",
  mode: 0o640,
  make: (path) => [file(path, text, 0o640), aged(path)],
  ...alike(({ content = text, ...rest }) => is.file(content, { mode: 0o640, ...rest })),
};

export const directory: Subject = {
  name: "dir",
  word: "a directory",
  mode: 0o750,
  make: (path) => [dir(path, 0o750), file(`${path}/in`, "in"), aged(path)],
  merged: (changes = {}) => is.dir({ in: "in" }, { mode: 0o750, ...kept, ...changes }),
  upper: (changes = {}) => is.dir({}, { mode: 0o750, ...kept, ...changes }),
};

/** Leads to the file `t` beside it. */
export const link: Subject = {
  name: "symlink",
  word: "a symbolic link",
  mode: 0o777,
  make: (path) => [symlink("t", path), aged(path)],
  ...alike((changes) => is.symlink("t", changes)),
};

const special = (name: "fifo" | "socket", word: string): Subject => ({
  name,
  word,
  mode: 0o620,
  make: (path) => [mknod(path, name, 0o600), chmod(path, 0o620), aged(path)],
  ...alike((changes) => is[name]({ mode: 0o620, ...changes })),
});

/** Devices that harm nobody: 1:3 is /dev/null, 240 is a block number for local use. */
const device = (
  name: "chr" | "blk",
  word: string,
  numbers: readonly [number, number],
): Subject => ({
  name,
  word,
  mode: 0o660,
  make: (path) => [mknod(path, name, 0o600, ...numbers), chmod(path, 0o660), aged(path)],
  ...alike((changes) => is.device(name, ...numbers, { mode: 0o660, ...changes })),
});

export const fifo = special("fifo", "a FIFO");
export const socket = special("socket", "a socket");
export const character = device("chr", "a character device", [1, 3]);
export const block = device("blk", "a block device", [240, 7]);

export const all: readonly Subject[] = [regular, directory, link, fifo, socket, character, block];
export const but = (...without: readonly Subject[]): readonly Subject[] =>
  all.filter((each) => !without.includes(each));
