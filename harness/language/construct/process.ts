import type { Path } from "../path.ts";
import { type Constructor, make } from "./make.ts";

/* Programs. */

export const execve: Constructor<"execve", [path: Path], [argv: readonly string[]]> =
  make("execve");
export const fexecve: Constructor<"fexecve", [slot: string], [argv: readonly string[]]> =
  make("fexecve");
export const spawn: Constructor<"spawn", [process: string, path: Path], [argv: readonly string[]]> =
  make("spawn");
export const kill: Constructor<"kill", [process: string]> = make("kill");
