import { expect, test } from "vitest";
import type { RawEntry, RawTree } from "../../harness/observe/raw.ts";
import { withStableNames } from "../../harness/observe/work-names.ts";

/* What the kernel makes up is called the same in every run. */

/** The name of an index entry: struct ovl_fb with a handle that ends so. */
const named = (end: string) => `00fb1d0001${"00".repeat(20)}${end}`;

const aDirectory: RawEntry = { type: "dir", mode: 0o755, nlink: 2 };
const aFile: RawEntry = { type: "file", mode: 0o644, nlink: 2, size: 1 };

/** An index that holds a directory and a file, as a walk in the order of their names finds it. */
function work(directory: string, file: string): RawTree {
  const entries = new Map([
    [`/index/${directory}`, aDirectory],
    [`/index/${file}`, aFile],
  ]);
  const listing = [directory, file].toSorted();
  return new Map([
    ["/", { type: "dir", listing: ["index"] }],
    ["/index", { type: "dir", listing }],
    ...[...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

const typesOf = (tree: RawTree) =>
  [...tree].map(([path, { type, listing }]) => [path, type, listing?.toSorted()]);

test("index entries that lead nowhere are all there, whatever their handles are", () => {
  const one = typesOf(withStableNames(work(named("01"), named("02")), () => undefined));
  const other = typesOf(withStableNames(work(named("02"), named("01")), () => undefined));
  expect(other).toEqual(one);
  expect(one).toEqual([
    ["/", "dir", ["index"]],
    ["/index", "dir", ["{unknown 2}", "{unknown}"]],
    ["/index/{unknown 2}", "file", undefined],
    ["/index/{unknown}", "dir", undefined],
  ]);
});

test("an index entry is called by the object that it leads to, and what is being prepared by a number", () => {
  const tree: RawTree = new Map([
    ["/", { type: "dir", listing: ["index", "work"] }],
    ["/index", { type: "dir", listing: [named("01")] }],
    [`/index/${named("01")}`, aFile],
    ["/work", { type: "dir", listing: ["#1f"] }],
    ["/work/#1f", aFile],
  ]);
  const found = withStableNames(tree, (_, fid) => (fid.endsWith("01") ? "lower0:/f" : undefined));
  expect([...found.keys()]).toEqual(["/", "/index", "/index/{lower0:/f}", "/work", "/work/#1"]);
});
