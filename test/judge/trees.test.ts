import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { contains, is, whiteout } from "../../harness/language/index.ts";
import type { Lacks } from "../../harness/language/protocol.ts";
import type { Entry, Tree } from "../../harness/language/transcript.ts";
import type { Node } from "../../harness/language/tree.ts";
import { aDir, aFile, aWhiteout, scenario, transcript } from "./transcripts.ts";

/** `path field` of every mismatch between a written upper and an observed one. */
function found(
  expected: Node,
  entries: Tree,
  lacks: Lacks = {},
  tree: "upper" | "merged" = "upper",
) {
  const written = scenario({ [tree]: expected });
  const seen = transcript([], { [-1]: { [tree]: { "/": aDir, ...entries } } });
  return judge(written, seen, { lacks }).mismatches.map(({ path, field }) => `${path} ${field}`);
}

const long = "abc".repeat(200);
const digested = { size: 600, sha256: createHash("sha256").update(long).digest("hex") };
const link: Entry = { type: "symlink", mode: 0o777, uid: 0, gid: 0, target: "t" };

const cases: readonly [what: string, node: Node, right: Entry, wrong: Entry, field: string][] = [
  ["content", "a", aFile("a"), aFile("b"), "content"],
  [
    "content in hex",
    is.file({ hex: "00ff" }),
    { ...aFile(""), content: { hex: "00ff" } },
    aFile("b"),
    "content",
  ],
  [
    "long content",
    is.file({ fill: "abc", size: 600 }),
    { ...aFile(""), content: digested },
    { ...aFile(""), content: { ...digested, size: 601 } },
    "content",
  ],
  [
    "content of the same size",
    long,
    { ...aFile(""), content: digested },
    { ...aFile(""), content: { size: 600, sha256: "00" } },
    "content",
  ],
  ["the mode of a file", "a", aFile("a"), aFile("a", { mode: 0o600 }), "mode"],
  ["the mode of a directory", {}, aDir, { ...aDir, mode: 0o700 }, "mode"],
  ["an owner", "a", aFile("a"), aFile("a", { uid: 1 }), "uid"],
  ["a group", is.file("a", { gid: 5 }), aFile("a", { gid: 5 }), aFile("a"), "gid"],
  ["a target", is.symlink("t"), link, { ...link, target: "u" }, "target"],
  ["the type", "a", aFile("a"), aDir, "type"],
  ["a whiteout", whiteout, aWhiteout, aFile(""), "type"],
  ["the number of a whiteout", whiteout, aWhiteout, { ...aWhiteout, rdev: [0, 1] }, "rdev"],
  [
    "the number of a device",
    is.device("blk", 8, 1),
    { ...aFile(""), type: "blk", rdev: [8, 1] },
    { ...aFile(""), type: "blk", rdev: [8, 2] },
    "rdev",
  ],
  [
    "nlink",
    is.file("a", { nlink: 2 }),
    aFile("a", { nlink: 2 }),
    aFile("a", { nlink: 1 }),
    "nlink",
  ],
  [
    "mtime",
    is.file("a", { mtime: "now" }),
    aFile("a", { mtime: "now" }),
    aFile("a", { mtime: "1.000000000" }),
    "mtime",
  ],
  [
    "an unnamed xattr",
    "a",
    aFile("a", { xattrs: { "security.selinux": "x" } }),
    aFile("a", { xattrs: { "user.x": "1" } }),
    "xattrs.user.x",
  ],
  [
    "a named xattr",
    is.file("a", { xattrs: { "user.x": "1" } }),
    aFile("a", { xattrs: { "user.x": "1" } }),
    aFile("a"),
    "xattrs.user.x",
  ],
  [
    "an unnamed mark that is seen",
    {},
    { ...aDir, marks: { origin: "lower0:/f", impure: "y" } },
    { ...aDir, marks: { opaque: "y" } },
    "marks.opaque",
  ],
  ["a named mark", is.opaque({}), { ...aDir, marks: { opaque: "y" } }, aDir, "marks.opaque"],
  [
    "a named book",
    is.file("a", { marks: { origin: "lower0:/f" } }),
    aFile("a", { marks: { origin: "lower0:/f" } }),
    aFile("a"),
    "marks.origin",
  ],
  ["anything", is.anything, aWhiteout, { type: "missing" }, "type"],
];

describe("a written tree", () => {
  test.each(cases)("compares %s", (_, node, right, wrong, field) => {
    expect(found({ x: node }, { "/x": right })).toEqual([]);
    expect(found({ x: node }, { "/x": wrong })).toEqual([`/x ${field}`]);
  });

  test("names what is missing and what is one too many, once for all that is in it", () => {
    expect(found({ d: { f: "a" } }, {})).toEqual(["/d entry"]);
    expect(found({}, { "/d": aDir, "/d/f": aFile("a") })).toEqual(["/d entry"]);
    expect(
      found({ d: contains({ f: "a" }) }, { "/d": aDir, "/d/f": aFile("a"), "/d/g": aDir }),
    ).toEqual([]);
    expect(found({ d: contains({ f: "a" }) }, { "/d": aDir, "/d/g": aDir })).toEqual([
      "/d/f entry",
    ]);
  });

  test("finds an entry of the index, whose name holds slashes, in the index", () => {
    const tree = { "/index": aDir, "/index/{lower0:/d/f}": aFile("a") };
    expect(found({ index: { "{lower0:/d/f}": "a" } }, tree)).toEqual([]);
    expect(found({ index: {} }, tree)).toEqual(["/index/{lower0:/d/f} entry"]);
  });

  test("compares of the root only what is named", () => {
    const root = { "/": { ...aDir, mode: 0o1777, marks: { impure: "y" } } };
    expect(found({}, root)).toEqual([]);
    expect(found(is.dir({}, { mode: 0o755 }), root)).toEqual(["/ mode"]);
  });

  test("shows no mark at all in the merged view", () => {
    const tree = { "/f": aFile("a", { marks: { origin: "x" } }) };
    expect(found({ f: "a" }, tree, {}, "merged")).toEqual(["/f marks.origin"]);
  });

  test("leaves out what the subject declared to lack", () => {
    const tree = { "/f": aFile("b", { mode: 0o600 }) };
    expect(found({ f: "a" }, tree, { "entry.mode": "no modes" })).toEqual(["/f content"]);
    expect(found({ f: "a" }, tree, { "tree.upper": "no layers" })).toEqual([]);
  });

  test("that nobody looked at is a mismatch", () => {
    const { mismatches } = judge(scenario({ upper: {} }), transcript([]));
    expect(mismatches).toMatchObject([{ where: "upper", field: "tree" }]);
  });
});
