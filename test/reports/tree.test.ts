import { expect, test } from "vitest";
import { contains, is, whiteout } from "../../harness/language/index.ts";
import type { Tree } from "../../harness/language/transcript.ts";
import { diffTrees } from "../../reports/tree/diff.ts";
import { expectedTree } from "../../reports/tree/expected.ts";
import { changedBits, printMode } from "../../reports/tree/mode.ts";
import { visible } from "../../reports/visible.ts";

const observed: Tree = {
  "/": { type: "dir", mode: 0o755, uid: 0, gid: 0, nlink: 3 },
  "/d": { type: "dir", mode: 0o755, uid: 0, gid: 0, inode: "/d@-1" },
  "/d/a": { type: "file", mode: 0o4755, uid: 0, gid: 0, content: "x" },
  "/f": { type: "chr", rdev: [0, 1], mode: 0, uid: 0, gid: 0 },
};

test("a tree is compared with the fields that the scenario judges, and no others", () => {
  const wanted = expectedTree({ d: contains({}), f: whiteout });
  expect(diffTrees(wanted, observed).filter(({ change }) => change !== "same")).toMatchObject([
    {
      path: "/f",
      change: "changed",
      fields: [{ field: "type", before: "whiteout", after: "chr" }],
    },
  ]);
});

test("what only one side has appeared or disappeared, and directories come before what is in them", () => {
  const wanted = expectedTree({ d: { b: "y" }, f: is.anything });
  const rows = diffTrees(wanted, observed).map(({ path, change }) => `${change} ${path}`);
  expect(rows).toEqual(["same /", "same /d", "appeared /d/a", "disappeared /d/b", "same /f"]);
});

test("modes show the special bits, and which characters changed", () => {
  expect(printMode(0o4755)).toBe("4755 rwsr-xr-x");
  expect(printMode(0o1644)).toBe("1644 rw-r--r-T");
  const [from, to] = [printMode(0o755), printMode(0o750)];
  expect(
    Array.from(from)
      .filter((_, index) => changedBits(from, to)[index])
      .join(""),
  ).toBe("5rx");
});

test("what cannot be seen is written as an escape", () => {
  expect(visible("a\u202Eb\u200Bc\0d\ne\u00A0f\uD800g h")).toBe(
    "a\\u{202e}b\\u{200b}c\\u{0}d\\ne\\u{a0}f\\u{d800}g h",
  );
});
