import type { TestContext } from "vitest";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { kernelsDirectory } from "../../adapters/vm/cache.ts";
import { onPath } from "../../harness/run/on-path.ts";

/**
 * A kernel that was fetched, 6.12 or another one that is not among those `beside` it, which were fetched, too. A test
 * without one is skipped, with the remedy.
 */
export function fetchedKernel(
  { skip }: Pick<TestContext, "skip">,
  ...beside: readonly string[]
): string {
  for (const program of ["qemu-system-x86_64", "busybox"]) {
    if (!onPath(program)) return skip(`needs ${program}: npm run provision`);
  }
  const kernels = existsSync(kernelsDirectory()) ? readdirSync(kernelsDirectory()) : [];
  const ready = kernels.filter((name) => existsSync(join(kernelsDirectory(), name, "kernel.json")));
  const missing = beside.filter((name) => !ready.includes(name));
  const others = ready.filter((name) => !beside.includes(name));
  const kernel = others.includes("6.12") ? "6.12" : others[0];
  return kernel === undefined || missing.length > 0
    ? skip(`needs kernels: npm run kernels -- fetch ${[...missing, "6.12"].join(" ")}`)
    : kernel;
}
