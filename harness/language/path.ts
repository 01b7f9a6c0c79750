import { type Kind, either, problem, show, slot } from "./kind.ts";
import { record } from "./record.ts";

/**
 * A path as the system call gets it. Absolute paths are absolute in the place of the step (the merged view by
 * default), which is the root of the process while the step runs; relative ones start at its working directory,
 * or at the directory behind a slot. A trailing slash reaches the kernel.
 */
export type Path = string | AtPath;

/** A path relative to an open directory, for the *at system calls. `""` with AT_EMPTY_PATH is the object itself. */
export interface AtPath {
  readonly at: string;
  readonly path: string;
}

export const at = (directory: string, path: string): AtPath => ({ at: directory, path });

/** True where an absolute path climbs above the root: the kernel would stop there, so nobody can mean it. */
function climbsOut(path: string): boolean {
  if (!path.startsWith("/")) return false;
  let depth = 0;
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    depth += part === ".." ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}

const pathText: Kind<string> = {
  schema: { type: "string", pattern: "^[^\\u0000]*$" },
  print: (value) => (/^[\w/.,:@=+-]+$/.test(value) ? value : JSON.stringify(value)),
  check(value, place) {
    if (typeof value !== "string") return problem(place, `expected a path, found ${show(value)}`);
    if (value.includes("\0")) return problem(place, "a path cannot hold NUL");
    if (climbsOut(value)) return problem(place, `path "${value}" leads out of the root`);
    return [];
  },
};

const atPath: Kind<AtPath> = record({ at: slot, path: pathText });

export const path: Kind<Path> = {
  ...either(pathText, atPath),
  print: (value) =>
    typeof value === "string" ? (pathText.print?.(value) ?? value) : `@${value.at}:${value.path}`,
};
