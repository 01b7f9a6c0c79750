import { unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { RawEntry, RawTree, RawTrees } from "../../harness/observe/raw.ts";
import { makeDevice, removeXattr } from "./disk.ts";
import type { Fault, Site } from "./fault.ts";
import { objectsIn, whiteoutsIn } from "./layers.ts";

/* Deleted names and hidden directories, kept or shown in a wrong way. */

export const whiteoutFaults: readonly Fault[] = [
  {
    name: "whiteout-missing",
    says: "deletes without leaving a whiteout",
    areas: ["whiteout"],
    shows: /^upper entry$/,
    tamper: (site) => onWhiteouts(site, unlinkSync),
  },
  {
    name: "whiteout-of-device-0-1",
    says: "leaves a device 0:1 for a deleted name",
    areas: ["whiteout"],
    shows: /^upper rdev$/,
    privileged: true,
    tamper: (site) =>
      onWhiteouts(site, (whiteout) => {
        unlinkSync(whiteout);
        makeDevice(whiteout, 0, 1);
      }),
  },
  {
    name: "whiteout-listed",
    says: "lists deleted names",
    areas: ["whiteout"],
    shows: /^merged (entry|type)$/,
    tamper: () => ({ look: (trees) => withMerged(trees, listed) }),
  },
  {
    name: "whiteout-found-by-stat",
    says: "finds a deleted name by stat, though no directory lists it",
    areas: ["whiteout"],
    shows: /^merged unlisted$/,
    tamper: () => ({ look: (trees) => withMerged(trees, found) }),
  },
  {
    name: "opaque-lost",
    says: "forgets that a directory hides what is below it",
    areas: ["opaque"],
    shows: /^upper marks\.opaque$/,
    tamper: ({ layers: { upper }, prefix }) => ({
      after(_step, outcome) {
        for (const [path, stats] of objectsIn(upper)) {
          if (stats.isDirectory()) removeXattr(join(upper, path), `${prefix}opaque`);
        }
        return outcome;
      },
    }),
  },
];

function onWhiteouts({ layers: { upper } }: Site, change: (whiteout: string) => void) {
  return {
    after<T>(_step: unknown, outcome: T): T {
      for (const path of whiteoutsIn(upper)) change(join(upper, path));
      return outcome;
    },
  };
}

type More = (
  path: string,
  directory: RawEntry,
  trees: RawTrees,
) => Readonly<Record<string, RawEntry>>;

/** Merged with something more for each deleted name. */
function withMerged(trees: RawTrees, more: More): RawTrees {
  const merged = new Map(trees.get("merged"));
  for (const path of deleted(trees.get("upper") ?? new Map())) {
    const directory = merged.get(dirname(path));
    if (directory?.listing === undefined || merged.has(path)) continue;
    for (const [at, entry] of Object.entries(more(path, directory, trees))) merged.set(at, entry);
  }
  return new Map(trees).set("merged", merged);
}

function deleted(upper: RawTree): readonly string[] {
  return [...upper].flatMap(([path, { type, rdev }]) =>
    type === "chr" && rdev?.[0] === 0 && rdev[1] === 0 ? [path] : [],
  );
}

/** As a directory looks that lists the whiteout, which a lookup does not find. */
const listed: More = (path, directory) => ({
  [dirname(path)]: { ...directory, listing: [...(directory.listing ?? []), basename(path)] },
  [path]: { type: "missing", error: "lstat ENOENT" },
});

/** What lower has there shines through. */
const found: More = (path, _directory, trees) => {
  const lower = [...trees].find(([name, tree]) => name.startsWith("lower") && tree.has(path));
  const entry = lower?.[1].get(path);
  return entry === undefined ? {} : { [path]: { ...entry, unlisted: true } };
};
