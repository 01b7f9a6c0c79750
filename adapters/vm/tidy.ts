import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "./cache.ts";

/* The directory of the snapshots: each takes some 300 MB, and every build of the agent makes them anew. */

/** How many are kept: those that were used last. */
const most = 8;

/** How a snapshot is named while it is made: tmp-promise puts the process behind it. */
export const unfinished = ".new";

export const snapshots = (): string => join(cacheDirectory(), "snapshots");

/** Makes room for one more: what a killed run has left unfinished goes, and what was not used for longest. */
export function makeRoom(): void {
  mkdirSync(snapshots(), { recursive: true });
  const names = readdirSync(snapshots());
  const abandoned = names.filter((name) => name.startsWith(unfinished) && !isAtWork(name));
  const finished = names
    .filter((name) => !name.startsWith("."))
    .map((name) => ({ name, used: statSync(join(snapshots(), name)).mtimeMs }))
    .toSorted((a, b) => b.used - a.used)
    .map(({ name }) => name);
  for (const name of [...abandoned, ...finished.slice(most - 1)]) {
    rmSync(join(snapshots(), name), { recursive: true, force: true });
  }
}

/** Whether the process that makes it still runs. */
function isAtWork(name: string): boolean {
  const [, pid = ""] = name.split("-");
  return existsSync(`/proc/${pid}`);
}

/** Notes that a snapshot is in use. */
export function used(directory: string): void {
  const now = new Date();
  utimesSync(directory, now, now);
}
