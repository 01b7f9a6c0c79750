import type { Errno } from "../../harness/language/errno.ts";
import type { openFlags } from "../../harness/language/flags.ts";
import { type Target, text } from "./targets.ts";

export type Flag = (typeof openFlags)[number];

export interface Access {
  readonly word: string;
  readonly flags: readonly Flag[];
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
}

export const accesses: readonly Access[] = [
  { word: "O_RDONLY", flags: ["O_RDONLY"], reads: true, writes: false, appends: false },
  { word: "O_WRONLY", flags: ["O_WRONLY"], reads: false, writes: true, appends: false },
  { word: "O_RDWR", flags: ["O_RDWR"], reads: true, writes: true, appends: false },
  { word: "O_APPEND", flags: ["O_WRONLY", "O_APPEND"], reads: false, writes: true, appends: true },
  { word: "O_RDWR", flags: ["O_RDWR", "O_APPEND"], reads: true, writes: true, appends: true },
];

/** What open(2) has to do: fail, or give a descriptor of an object with this content. */
export type Outcome =
  | { readonly errno: Errno }
  | { readonly directory: true }
  | { readonly content: string; readonly made: boolean };

/** open(2) as POSIX and its manual page have it: nothing in it depends on layers. */
export function outcomeOf(
  { final, links }: Target,
  access: Access,
  flags: readonly Flag[],
  slash: boolean,
): Outcome {
  const has = (flag: Flag): boolean => flags.includes(flag);
  if (has("O_CREAT") && has("O_DIRECTORY")) return { errno: "EINVAL" };
  if (has("O_CREAT") && slash) return { errno: "EISDIR" };
  const exclusive = has("O_CREAT") && has("O_EXCL");
  if (exclusive && (links > 0 || final !== "absent")) return { errno: "EEXIST" };
  if (has("O_NOFOLLOW") && links > 0 && !slash) {
    return { errno: has("O_DIRECTORY") ? "ENOTDIR" : "ELOOP" };
  }
  if (final === "absent") return has("O_CREAT") ? { content: "", made: true } : { errno: "ENOENT" };
  if (final === "file") {
    if (slash || has("O_DIRECTORY")) return { errno: "ENOTDIR" };
    return { content: has("O_TRUNC") ? "" : text, made: false };
  }
  if (has("O_CREAT") || access.writes || has("O_TRUNC")) return { errno: "EISDIR" };
  return { directory: true };
}

/** What is in the file after one byte was written by the descriptor, where that can write. */
export function written(content: string, { writes, appends }: Access): string {
  if (!writes) return content;
  return appends ? `${content}W` : `W${content.slice(1)}`;
}
