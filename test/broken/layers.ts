import { type BigIntStats, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Layers } from "../../adapters/adapter.ts";
import type { Step } from "../../harness/language/step.ts";

/* The layers of a mount as they are on disk, by the plain means of node. */

/** Everything below a directory, by paths from `/`; the directory itself is not in it. */
export function objectsIn(directory: string): ReadonlyMap<string, BigIntStats> {
  const found = new Map<string, BigIntStats>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const real = join(entry.parentPath, entry.name);
    found.set(real.slice(directory.length), lstatSync(real, { bigint: true }));
  }
  return found;
}

export function isWhiteout(stats: BigIntStats): boolean {
  return stats.isCharacterDevice() && stats.rdev === 0n;
}

export function whiteoutsIn(directory: string): readonly string[] {
  return [...objectsIn(directory)].flatMap(([path, stats]) => (isWhiteout(stats) ? [path] : []));
}

interface Found {
  readonly real: string;
  readonly stats: BigIntStats;
}

/** What the topmost lower that has the path has there; undefined for nothing or a whiteout. */
export function inLowers({ lowers }: Layers, path: string): Found | undefined {
  for (const lower of lowers) {
    const real = join(lower, path);
    const stats = lstatSync(real, { bigint: true, throwIfNoEntry: false });
    if (stats !== undefined) return isWhiteout(stats) ? undefined : { real, stats };
  }
  return undefined;
}

/** The step acts on the mount, and not on a layer behind its back. */
export function onMerged(step: Step): boolean {
  return step.op === "concurrently" || (step.on ?? "merged") === "merged";
}

export interface CopyUp {
  readonly path: string;
  readonly upper: Found;
  readonly lower: Found;
}

/** Watches upper: each call gives what was copied up since the one before. */
export function copyUps(layers: Layers): () => readonly CopyUp[] {
  let before = objectsIn(layers.upper);
  return () => {
    const now = objectsIn(layers.upper);
    const found = [...now].flatMap(([path, stats]): CopyUp[] => {
      const lower = before.has(path) ? undefined : inLowers(layers, path);
      return lower === undefined || kindOf(lower.stats) !== kindOf(stats)
        ? []
        : [{ path, upper: { real: join(layers.upper, path), stats }, lower }];
    });
    before = now;
    return found;
  };
}

const typeBits = 0o170000n;

function kindOf({ mode }: BigIntStats): bigint {
  return mode & typeBits;
}
