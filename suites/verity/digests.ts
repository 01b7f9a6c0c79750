import { file, setxattr, truncate } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Content } from "../../harness/language/content.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";

export const data = "the data below";

/** What is in upper of a file whose data is below. */
export const hole = { hex: "00".repeat(data.length) };

/** struct ovl_metacopy: version 0, length, flags, SHA-256, and the digest. */
export const markOf = (digest: string): Content => ({ hex: `00240001${digest}` });
/** The same as a tree shows it. */
export const shownMarkOf = (digest: string): string => `digest 1:${digest}`;

/** A digest that no data of the scenarios has. */
const wrong = "ab".repeat(32);
export const withDigest = markOf(wrong);
export const digestMark = shownMarkOf(wrong);

/** A file of a layer that has its data below, and says so by this mark. */
export const marked = (path: string, mark: Content, redirect?: string): readonly Steps[] => [
  file(path, "", 0o600),
  truncate(path, data.length),
  setxattr(path, "overlay:metacopy", mark),
  redirect === undefined ? [] : setxattr(path, "overlay:redirect", redirect),
];

const plain = (path: string): Steps => file(path, data);

export const modes = ["off", "on", "require"] as const;

/** How the data is found: in an ordinary lower, in a data-only one, and there under userxattr. */
export const ways: readonly {
  readonly where: string;
  readonly mount: MountSpec;
  /** `below` makes the file that holds the data. */
  readonly lowers: (
    mark: Content,
    below?: (path: string) => Steps,
  ) => readonly (readonly Steps[])[];
}[] = [
  {
    where: "in a lower",
    mount: { metacopy: "on" },
    lowers: (mark, below = plain) => [marked("/f", mark), [below("/f")]],
  },
  {
    where: "in a data-only lower",
    mount: { metacopy: "on", dataOnly: 1 },
    lowers: (mark, below = plain) => [marked("/f", mark, "/x"), [below("/x")]],
  },
  {
    where: "in a data-only lower under userxattr",
    mount: { userxattr: true, dataOnly: 1 },
    lowers: (mark, below = plain) => [marked("/f", mark, "/x"), [below("/x")]],
  },
];
