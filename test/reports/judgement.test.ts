import { expect, test } from "vitest";
import type { Entry } from "../../harness/language/transcript.ts";
import { entryDifferences } from "../../harness/judge/entry.ts";
import { type Judged, judgementOf } from "../../reports/tree/judgement.ts";
import type { Place } from "../../reports/tree/open-fields.ts";
import { result } from "./fixture.ts";

const dir: Entry = { type: "dir", mode: 0o755, nlink: 2, size: 40, listing: ["a", "b"] };
const file: Entry = { type: "file", mode: 0o644, mtime: "now" };
const whiteout: Entry = { type: "whiteout", rdev: [0, 0], inode: "/a@0" };

const mismatch = {
  step: 1,
  where: "upper",
  path: "/f",
  field: "mode",
  expected: "0644",
  observed: "0600",
  against: "reference",
} as const;
const encoded = { ...mismatch, field: "rdev" };
const judged: Judged = {
  result: result("a/b", "fail", { mismatches: [mismatch], encodings: [encoded] }),
  lacks: { "entry.marks": "there are no marks" },
  step: 1,
};
const at = (more: Partial<Place>): Place => ({
  tree: "upper",
  path: "/f",
  field: "mode",
  before: file,
  after: file,
  ...more,
});
const kind = (more: Partial<Place>, given = judged) => judgementOf(at(more), given);

test("a difference is meaning, encoding, ignored by a rule that is named, or unspecified", () => {
  expect(kind({})).toEqual({ kind: "meaning", why: "by reference" });
  expect(kind({}, { ...judged, step: 0 }).kind).toBe("unspecified");
  expect(kind({ field: "rdev" }).kind).toBe("encoding");
  expect(kind({ field: "mtime" }).kind).toBe("unspecified");
  expect(kind({ field: "marks.redirect" })).toEqual({
    kind: "ignored",
    why: "the adapter declares a lack: there are no marks",
  });
});

/** Pairs that differ in one field, which the judge has to leave open as well. */
const open: readonly (readonly [field: string, before: Entry, after: Entry])[] = [
  ["listing", dir, { ...dir, listing: ["b", "a"] }],
  ["size", dir, { ...dir, size: 60 }],
  ["nlink", dir, { ...dir, nlink: 3 }],
  ["atime", { ...file, atime: "now" }, { ...file, atime: "1.000000000" }],
  ["inode", whiteout, { ...whiteout, inode: "/b@0" }],
  ["mode", { type: "symlink", mode: 0o777 }, { type: "symlink", mode: 0o755 }],
  ["xattrs.security.selinux", file, { ...file, xattrs: { "security.selinux": "x" } }],
];

test.for(open)("the judge ignores %s as the report says", ([field, before, after]) => {
  expect(judgementOf(at({ field, before, after }), { ...judged, step: 0 }).kind).toBe("ignored");
  expect(entryDifferences(before, after)).toEqual([]);
});

test("marks that only keep books are ignored in layers, and not in the merged view", () => {
  const given = { ...judged, lacks: {} };
  expect(kind({ field: "marks.origin" }, given).kind).toBe("ignored");
  expect(kind({ tree: "merged", field: "marks.origin" }, given).kind).toBe("unspecified");
});
