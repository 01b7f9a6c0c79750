import type { TestContext } from "vitest";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { kernelsDirectory } from "../../adapters/vm/cache.ts";
import { onPath } from "../../harness/run/on-path.ts";

/** A kernel that was fetched, the newest of 6.12 and others; a test without one is skipped, with the remedy. */
export function fetchedKernel({ skip }: Pick<TestContext, "skip">): string {
  for (const program of ["qemu-system-x86_64", "busybox"]) {
    if (!onPath(program)) return skip(`needs ${program}: npm run provision`);
  }
  const kernels = existsSync(kernelsDirectory()) ? readdirSync(kernelsDirectory()) : [];
  const ready = kernels.filter((name) => existsSync(join(kernelsDirectory(), name, "kernel.json")));
  const kernel = ready.includes("6.12") ? "6.12" : ready[0];
  return kernel ?? skip("needs a kernel: npm run kernels -- fetch 6.12");
}
