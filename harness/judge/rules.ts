import type { RuleName } from "../language/rule.ts";
import type { Entry } from "../language/transcript.ts";
import { isWhiteout } from "./entry.ts";

interface Broken {
  readonly expected: string;
  readonly observed: string;
}

/** A rule about single entries of the merged view; it needs no expectation. */
export interface EntryRule {
  readonly name: RuleName;
  /** What holds, for somebody who reads a report. */
  readonly sentence: string;
  readonly field: string;
  /** What breaks the rule, printed; undefined where it holds. */
  readonly broken: (entry: Entry) => Broken | undefined;
}

export const entryRules: readonly EntryRule[] = [
  {
    name: "listed-exists",
    sentence: "A name that a directory lists can be looked up.",
    field: "type",
    broken: (entry) =>
      entry.type === "missing"
        ? { expected: "an object, because the name is listed", observed: entry.error ?? "missing" }
        : undefined,
  },
  {
    name: "existing-is-listed",
    sentence: "A name that can be looked up is listed by its directory.",
    field: "unlisted",
    broken: (entry) =>
      entry.unlisted ? { expected: "listed", observed: "there, but not listed" } : undefined,
  },
  {
    name: "listed-type-is-type",
    sentence: "The type in a listing is the type of the object.",
    field: "dtype",
    broken: (entry) =>
      entry.dtype === undefined ? undefined : { expected: entry.type, observed: entry.dtype },
  },
  {
    name: "listed-once",
    sentence: "A directory lists each name once.",
    field: "listing",
    broken(entry) {
      const names = entry.listing ?? [];
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      return twice.length === 0
        ? undefined
        : {
            expected: "each name once",
            observed: `more than once: ${twice.toSorted().join(", ")}`,
          };
    },
  },
  {
    name: "whiteout-is-hidden",
    sentence: "The merged view shows no whiteout.",
    field: "type",
    broken: (entry) =>
      isWhiteout(entry) ? { expected: "absent", observed: "whiteout" } : undefined,
  },
];

export const lowerUnchanged = {
  name: "lower-unchanged",
  sentence: "No operation on the mount changes a lower layer.",
} as const;
