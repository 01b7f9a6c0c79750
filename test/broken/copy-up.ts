import {
  chmodSync,
  closeSync,
  lchownSync,
  lutimesSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Tampering } from "../../adapters/adapter.ts";
import type { Step } from "../../harness/language/step.ts";
import type { Outcome } from "../../harness/language/transcript.ts";
import { removeXattr, xattrNames } from "./disk.ts";
import type { Fault, Site } from "./fault.ts";
import { type CopyUp, copyUps, inLowers, objectsIn, onMerged } from "./layers.ts";

/* Objects that come into upper in a wrong way, or where none has to come. */

type Lose = (copyUp: CopyUp, site: Site) => void;

/** Faults that lose one thing of what is copied up. A step that sets the thing itself hides the loss. */
const losses: readonly (Omit<Fault, "areas" | "tamper"> & { readonly lose: Lose })[] = [
  {
    name: "copy-up-lost-mode",
    says: "copies up with the mode of a new object",
    shows: /^(upper|merged) mode$|^outcome value/,
    lose: ({ upper, lower }) => {
      if (upper.stats.isSymbolicLink() || upper.stats.mode !== lower.stats.mode) return;
      const fresh = upper.stats.isDirectory() ? 0o755 : 0o644;
      chmodSync(upper.real, (Number(upper.stats.mode) & 0o7000) | fresh);
    },
  },
  {
    name: "copy-up-lost-setuid",
    says: "drops the setuid and setgid bits of what it copies up",
    shows: /^(upper|merged) mode$|^outcome value/,
    lose: ({ upper, lower }) => {
      if (upper.stats.isSymbolicLink() || upper.stats.mode !== lower.stats.mode) return;
      chmodSync(upper.real, Number(upper.stats.mode) & 0o1777);
    },
  },
  {
    name: "copy-up-lost-owner",
    says: "makes its own user the owner of what it copies up",
    shows: /^(upper|merged) (uid|gid)$|^outcome value/,
    privileged: true,
    lose: ({ upper, lower }) => {
      const { uid, gid, mode } = upper.stats;
      if (uid !== lower.stats.uid || gid !== lower.stats.gid) return;
      lchownSync(upper.real, 0, 0);
      // The kernel takes setuid away from a file that changes its owner: that is another fault.
      if (!upper.stats.isSymbolicLink()) chmodSync(upper.real, Number(mode) & 0o7777);
    },
  },
  {
    name: "copy-up-lost-mtime",
    says: "gives what it copies up the time of the copy",
    shows: /^(upper|merged) mtime$|^outcome value/,
    lose: ({ upper, lower }) => {
      if (upper.stats.mtimeNs !== lower.stats.mtimeNs) return;
      lutimesSync(upper.real, Number(upper.stats.atimeMs) / 1000, Date.now() / 1000);
    },
  },
  {
    name: "copy-up-lost-xattr",
    says: "copies up without extended attributes",
    shows: /^(upper|merged) xattrs\.|^outcome (value|errno)/,
    lose: ({ upper }, { prefix }) => {
      for (const name of xattrNames(upper.real)) {
        if (!name.startsWith(prefix)) removeXattr(upper.real, name);
      }
    },
  },
];

function losing(lose: Lose) {
  return (site: Site): Tampering => {
    const next = copyUps(site.layers);
    return {
      after(step, outcome) {
        const found = next();
        if (onMerged(step)) for (const each of found) lose(each, site);
        return outcome;
      },
    };
  };
}

export const copyUpFaults: readonly Fault[] = [
  ...losses.map(({ lose, ...fault }) => ({
    ...fault,
    areas: ["copy-up-trigger"],
    tamper: losing(lose),
  })),
  {
    name: "copy-up-on-read",
    says: "copies a file up when it is opened for reading",
    areas: ["copy-up-trigger"],
    shows: /^upper entry$/,
    tamper: ({ layers }) => ({
      after(step, outcome) {
        const path = readPath(step, outcome);
        if (path === undefined || inLowers(layers, path)?.stats.isFile() !== true) return outcome;
        try {
          closeSync(openSync(join(layers.merged, path), "r+"));
        } catch {
          // A mount that is read-only, a name that is deleted: nothing to copy up.
        }
        return outcome;
      },
    }),
  },
  {
    name: "lower-written",
    says: "writes what is written to upper into lower too",
    areas: ["copy-up-trigger", "merge", "walkthrough-over-under"],
    shows: /^lower\d+ content$/,
    tamper: ({ layers }) => ({
      after(step, outcome) {
        if (!onMerged(step)) return outcome;
        for (const [path, stats] of objectsIn(layers.upper)) {
          const lower = stats.isFile() ? inLowers(layers, path) : undefined;
          if (lower?.stats.isFile() === true) overwrite(lower.real, join(layers.upper, path));
        }
        return outcome;
      },
    }),
  },
];

function overwrite(target: string, source: string): void {
  const content = readFileSync(source);
  if (!content.equals(readFileSync(target))) writeFileSync(target, content);
}

const writing = ["O_WRONLY", "O_RDWR", "O_TRUNC", "O_PATH"];

/** The path of a file that the step opened for reading only. */
function readPath(step: Step, outcome: Outcome): string | undefined {
  if (step.op !== "open" || "errno" in outcome || !onMerged(step)) return undefined;
  const read = !step.flags.some((flag) => writing.includes(flag));
  return read && typeof step.path === "string" ? step.path : undefined;
}
