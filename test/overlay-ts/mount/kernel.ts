import { execaSync } from "execa";
import { fileURLToPath } from "node:url";
import { arrangements } from "./arrangements.ts";
import { directories, files, filesystems, links, looked } from "./ground.ts";
import type { Arrangement } from "./step.ts";

export interface Input {
  readonly arrangements: readonly Arrangement[];
  readonly filesystems: readonly string[];
  readonly directories: readonly string[];
  readonly files: readonly string[];
  readonly links: readonly string[];
  readonly looked: readonly string[];
}

const kernelSide = fileURLToPath(new URL("kernel-side.mjs", import.meta.url));

/**
 * What the kernel says of each step of each arrangement: an errno, or the options that it shows; and what is on disk then.
 * @param initial by root of the initial user namespace, else by root of another one
 */
export function onKernel(initial: boolean): readonly (readonly string[])[] {
  const input: Input = { arrangements, filesystems, directories, files, links, looked };
  const user = initial ? [] : ["--user", "--map-root-user"];
  const command = [...user, "--mount", "--propagation=private", process.execPath, kernelSide];
  const { stdout } = execaSync("unshare", command, { input: JSON.stringify(input) });
  return JSON.parse(stdout) as string[][];
}
