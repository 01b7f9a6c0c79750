import { lstatSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../harness/language/kind.ts";
import type { RawEntry } from "../../harness/observe/raw.ts";
import type { Fault, Site } from "./fault.ts";
import { inLowers } from "./layers.ts";

/* The right thing is done, and the wrong thing is told. */

export const answerFaults: readonly Fault[] = [
  {
    name: "readdir-duplicates",
    says: "lists a name twice",
    areas: ["readdir"],
    shows: /^merged listing$|^outcome value/,
    tamper: () => ({
      look: (trees) =>
        new Map(trees).set(
          "merged",
          new Map([...(trees.get("merged") ?? [])].map(([path, entry]) => [path, twice(entry)])),
        ),
      after: (step, outcome) =>
        step.op === "readdir" && "value" in outcome
          ? { value: twiceFirst(outcome.value as readonly string[]) }
          : outcome,
    }),
  },
  {
    name: "rmdir-wrong-errno",
    says: "answers EBUSY to rmdir of a merged directory that is not empty",
    areas: ["whiteout", "merge", "readdir"],
    shows: /^outcome errno$/,
    tamper: () => ({
      after: (step, outcome) =>
        step.op === "rmdir" && "errno" in outcome && outcome.errno === "ENOTEMPTY"
          ? { errno: "EBUSY" }
          : outcome,
    }),
  },
  {
    name: "owners-unmapped",
    says: "shows the owner of the layer, whatever ids the mount maps",
    areas: ["idmap"],
    shows: /^outcome value\.(uid|gid)$/,
    privileged: true,
    tamper: () => ({
      after(_step, outcome) {
        if (!("value" in outcome) || !isRecord(outcome.value)) return outcome;
        const { uid, gid } = outcome.value;
        if (typeof uid !== "number" || typeof gid !== "number") return outcome;
        return { value: { ...outcome.value, uid: uid % mapped, gid: gid % mapped } };
      },
    }),
  },
  {
    name: "inode-changed-by-copy-up",
    says: "gives a file another inode number when it is copied up",
    areas: ["copy-up-trigger"],
    shows: /^merged inode$|^outcome value/,
    tamper: (site) => ({
      look: (trees) =>
        new Map(trees).set(
          "merged",
          new Map(
            [...(trees.get("merged") ?? [])].map(([path, entry]) =>
              entry.identity !== undefined && isCopiedUp(site, path)
                ? [path, { ...entry, identity: `${entry.identity} copied up` }]
                : [path, entry],
            ),
          ),
        ),
      after(step, outcome) {
        const path = "path" in step && typeof step.path === "string" ? step.path : undefined;
        if (path === undefined || !("value" in outcome) || !isRecord(outcome.value)) return outcome;
        const { ino } = outcome.value;
        if (typeof ino !== "string" || !isCopiedUp(site, path)) return outcome;
        return { value: { ...outcome.value, ino: String(BigInt(ino) + 1_000_000n) } };
      },
    }),
  },
];

/** The scenes of the area map by multiples of it. */
const mapped = 1000;

const twiceFirst = (names: readonly string[]): readonly string[] => [
  ...names.slice(0, 1),
  ...names,
];

function twice(entry: RawEntry): RawEntry {
  return entry.listing === undefined ? entry : { ...entry, listing: twiceFirst(entry.listing) };
}

/** A file that both upper and a lower have. */
function isCopiedUp({ layers }: Site, path: string): boolean {
  const upper = lstatSync(join(layers.upper, path), { throwIfNoEntry: false });
  return upper?.isFile() === true && inLowers(layers, path)?.stats.isFile() === true;
}
