import type { Bytes } from "../language/content.ts";
import type { EntryType, TreeName } from "../language/transcript.ts";

/** An object as a walk finds it, before it is made comparable. */
export interface RawEntry {
  readonly type: EntryType | "missing";
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly nlink?: number;
  readonly size?: number;
  readonly rdev?: readonly [major: number, minor: number];
  readonly target?: string;
  readonly content?: Bytes;
  /** All extended attributes by their full names; `bytes` keeps them as they are. */
  readonly xattrs?: Readonly<Record<string, Uint8Array>>;
  /** Nanoseconds since the epoch. */
  readonly mtime?: bigint;
  readonly atime?: bigint;
  /** Anything that is equal for equal inodes and for no others: `dev:ino`. */
  readonly identity?: string;
  readonly listing?: readonly string[];
  readonly dtype?: EntryType;
  readonly unlisted?: true;
  readonly error?: string;
  /** The bytes of its struct statx, as far as they matter: equal bytes need not be read again. */
  readonly status?: string;
  /** How the subject keeps this, where it is not how the kernel does: `journal`, `.wh.`. */
  readonly encoding?: string;
}

/** Paths from `/`, in the order of the walk. */
export type RawTree = ReadonlyMap<string, RawEntry>;
export type RawTrees = ReadonlyMap<TreeName, RawTree>;
