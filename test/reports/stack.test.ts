import { expect, test } from "vitest";
import type { Entry } from "../../harness/language/transcript.ts";
import { stackOf } from "../../reports/stack/stack.ts";

const dir: Entry = { type: "dir" };
const opaque: Entry = { type: "dir", marks: { opaque: "y" } };
const file: Entry = { type: "file" };
const whiteout: Entry = { type: "chr", rdev: [0, 0] };

const trees = {
  upper: { "/": dir, "/f": whiteout, "/d": opaque, "/e": { ...dir, marks: { redirect: "/m" } } },
  lower0: { "/": dir, "/f": file, "/d": dir, "/d/x": file, "/g": file, "/m": dir, "/m/y": file },
  lower1: { "/": dir, "/g": file },
  merged: { "/": dir, "/d": dir, "/d/x": file, "/g": file, "/e": dir, "/e/y": file },
};

const says = Object.fromEntries(
  stackOf(trees, [], 20).columns.map(({ path, says: text }) => [path, text]),
);

test("holes end what is seen, and a merged view that shows more is told", () => {
  expect(says["/f"]).toBe(
    "/f: upper has a whiteout; lower0 has a file, hidden; merged shows nothing",
  );
  expect(says["/g"]).toBe("/g: lower0 has a file; lower1 has a file, hidden; merged shows file");
  expect(says["/d/x"]).toBe(
    "/d/x: lower0 has a file, hidden; merged shows file, though the layers say nothing is there",
  );
  expect(says["/e/y"]).toBe("/e/y: lower0 has a file; merged shows file");
});

test("the names that matter come first where there are too many", () => {
  const { columns, left, layers } = stackOf(trees, ["/m/y", "/g"], 3);
  expect(columns.map(({ path }) => path)).toEqual(["/d", "/g", "/m/y"]);
  expect(left).toBe(5);
  expect(layers).toEqual(["upper", "lower0", "lower1"]);
});
