import { access, constants } from "node:fs/promises";
import { dirname } from "node:path";
import { type Given, UsageError } from "./usage.ts";

/** Flags that name a file to be written into a directory that is there. */
const fileFlags = ["json", "junit", "ctrf", "markdown"];

/** Before a long run: what it finds must not be lost because a directory is not there. */
export async function checkWritable(given: Given): Promise<void> {
  for (const flag of fileFlags) {
    const file = given.values.get(flag)?.[0];
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch((cause: Error) => cannotWrite(flag, cause));
  }
}

export function cannotWrite(flag: string, cause: Error): never {
  throw new UsageError(`cannot write what "--${flag}" asks for: ${cause.message}`);
}
