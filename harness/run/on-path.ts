import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Whether a program can be started by its name. */
export function onPath(program: string): boolean {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .some((each) => existsSync(join(each, program)));
}
