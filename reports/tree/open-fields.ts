import type { Entry, TreeName } from "../../harness/language/transcript.ts";
import { isWhiteoutEntry } from "./whiteout.ts";

/** One field of one path that two trees disagree about. */
export interface Place {
  readonly tree: TreeName;
  readonly path: string;
  /** `entry` is the object itself. */
  readonly field: string;
  readonly before?: Entry;
  readonly after?: Entry;
}

interface OpenField {
  readonly rule: string;
  readonly when: (place: Place) => boolean;
}

const named = (...fields: readonly string[]) => {
  const names = new Set(fields);
  return ({ field }: Place): boolean => names.has(field);
};

const isDirectory = ({ before, after }: Place): boolean => (after ?? before)?.type === "dir";

/** What the judge leaves open, and why: a difference there says nothing about the overlay. */
export const openFields: readonly OpenField[] = [
  {
    rule: "the order of a listing is left open",
    when: ({ field, before, after }) =>
      field === "listing" && sorted(before?.listing) === sorted(after?.listing),
  },
  {
    rule: "backing filesystems differ in the size and the link count of a directory",
    when: (place) => named("size", "nlink")(place) && isDirectory(place),
  },
  {
    rule: "an access time of the present is chance",
    when: ({ field, before, after }) =>
      field === "atime" && [before?.atime, after?.atime].includes("now"),
  },
  {
    rule: "whiteouts may share an inode or not: nothing but the whiteout itself counts",
    when: (place) =>
      place.field !== "entry" &&
      [place.before, place.after].every((entry) => entry !== undefined && isWhiteoutEntry(entry)),
  },
  {
    rule: "Linux gives every symbolic link the same mode, other systems another one",
    when: ({ field, before, after }) => field === "mode" && (after ?? before)?.type === "symlink",
  },
  {
    rule: "the machine's security module labels files",
    when: named("xattrs.security.selinux"),
  },
  {
    rule: "this mark keeps books and changes nothing that is seen",
    when: ({ tree, ...place }) =>
      tree !== "merged" &&
      named("marks.origin", "marks.impure", "marks.uuid", "marks.protattr")({ tree, ...place }),
  },
];

const sorted = (names: readonly string[] | undefined): string =>
  JSON.stringify((names ?? []).toSorted());
