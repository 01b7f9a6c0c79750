import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { contains, is, mkdir, on, whiteout, writeFile } from "../../harness/language/index.ts";
import type { Lacks } from "../../harness/language/protocol.ts";
import { parse } from "../../harness/language/parse.ts";
import type { Step } from "../../harness/language/step.ts";
import type { Entry, Tree } from "../../harness/language/transcript.ts";
import type { Node } from "../../harness/language/tree.ts";
import { aDir, aFile, aWhiteout, ok, scenario, transcript } from "./transcripts.ts";

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

const steps = [mkdir("/a"), mkdir("/b")];

describe("the reference", () => {
  const ours = (file: Entry) =>
    transcript([ok, ok], {
      [-1]: { upper: { "/": aDir } },
      0: { upper: { "/f": file } },
      1: { merged: { "/": aDir } },
    });
  const against = (theirs: Entry, ours_: Entry, lacks: Lacks = {}, written = {}) =>
    judge(scenario({ steps, ...written }), ours(ours_), {
      lacks,
      reference: { name: "kernel", transcript: { ...ours(theirs) } },
    });

  test("judges entries at the first step where they differ", () => {
    const { mismatches } = against(aFile("a", { nlink: 2 }), aFile("a", { nlink: 1 }));
    expect(mismatches).toEqual([
      {
        step: 0,
        where: "upper",
        path: "/f",
        field: "nlink",
        expected: "2",
        observed: "1",
        against: "reference",
      },
    ]);
    expect(against(aFile("a"), aFile("a")).mismatches).toEqual([]);
  });

  test("has no say about what it leaves open", () => {
    const open = [
      [aFile("a", { atime: "now" }), aFile("a", { atime: "1.000000000" })],
      [
        { ...aDir, size: 4096, listing: ["a", "b"] },
        { ...aDir, size: 0, listing: ["b", "a"] },
      ],
      [
        { ...aWhiteout, nlink: 3 },
        { ...aWhiteout, mode: 0o600 },
      ],
    ] as const;
    for (const [theirs, mine] of open) expect(against(theirs, mine).mismatches).toEqual([]);
    const [theirs, mine] = ["1.000000000", "2.000000000"].map((atime) => aFile("a", { atime }));
    expect(against(theirs as Entry, mine as Entry).mismatches).toMatchObject([{ field: "atime" }]);
  });

  test("does not repeat what the expectation has said", () => {
    const { mismatches } = against(aFile("a"), aFile("b"), {}, { upper: { f: "a" } });
    expect(mismatches).toMatchObject([{ against: "expectation", field: "content" }]);
  });

  test("is left out where the subject lacks the field or the tree", () => {
    const [theirs, mine] = [aFile("a", { nlink: 2 }), aFile("a", { nlink: 1 })];
    expect(against(theirs, mine, { "entry.nlink": "none" }).mismatches).toEqual([]);
    expect(against(theirs, mine, { "tree.upper": "none" }).mismatches).toEqual([]);
  });

  test("shows another encoding of the same meaning apart", () => {
    const { mismatches, encodings } = against(aWhiteout, { ...aWhiteout, encoding: ".wh." });
    expect(mismatches).toEqual([]);
    expect(encodings).toMatchObject([{ path: "/f", observed: ".wh.", step: 0 }]);
  });

  test("judges no more once the subject rightly took another arm", () => {
    const want = { oneOf: [{ succeeds: true }, { fails: "EXDEV" }] } as const;
    const other = { steps: [mkdir("/a", want), mkdir("/b")] };
    const reference = { ...ours(aFile("a")), outcomes: [{ errno: "EXDEV" }, ok] as const };
    const judged = judge(scenario(other), ours(aFile("b")), {
      reference: { name: "k", transcript: reference },
    });
    expect(judged.mismatches).toEqual([]);
    expect(
      judge(scenario({ steps }), ours(aFile("b")), {
        reference: { name: "k", transcript: ours(aFile("a")) },
      }).mismatches,
    ).toHaveLength(1);
  });
});

describe("a rule", () => {
  const cases: readonly [rule: string, entry: Entry][] = [
    ["listed-exists", { type: "missing", error: "lstat ENOENT" }],
    ["existing-is-listed", { ...aDir, unlisted: true }],
    ["listed-type-is-type", { ...aDir, dtype: "file" }],
    ["listed-once", { ...aDir, listing: ["a", "b", "a"] }],
    ["whiteout-is-hidden", aWhiteout],
  ];
  const seen = (entry: Entry) => transcript([], { [-1]: { merged: { "/": aDir, "/x": entry } } });

  test.each(cases)(
    "%s is judged in the merged view, but not against the reference",
    (rule, entry) => {
      expect(judge(scenario({}), seen(aDir)).mismatches).toEqual([]);
      expect(judge(scenario({}), seen(entry)).mismatches).toMatchObject([
        { rule, against: "rule", path: "/x", where: "merged" },
      ]);
      const reference = { name: "kernel", transcript: seen(entry) };
      expect(judge(scenario({}), seen(entry), { reference }).mismatches).toEqual([]);
      const right = { name: "kernel", transcript: seen(aDir) };
      expect(judge(scenario({}), seen(entry), { reference: right }).mismatches[0]).toMatchObject({
        rule,
      });
      expect(judge(scenario({ unruly: [rule as never] }), seen(entry)).mismatches).toEqual([]);
    },
  );

  test("that a scenario switches off must exist", () => {
    const read = (unruly: readonly string[]) =>
      parse(JSON.stringify({ schema: 1, scenario: { ...scenario({}), unruly } }), "x.json");
    expect(read(["lower-unchanged"])[0]?.unruly).toEqual(["lower-unchanged"]);
    expect(() => read(["lower-unchangd"])).toThrow("scenario.unruly[0]");
  });

  const lower = (content: string) =>
    transcript([ok, ok, ok, ok], {
      [-1]: { lower0: { "/": aDir, "/f": aFile("a", { atime: "1.000000000" }) } },
      0: { lower0: { "/f": aFile("a", { atime: "now" }) } },
      2: { lower0: { "/f": aFile(content) } },
    });

  test("lower-unchanged holds for every lower, unless the scenario itself writes there", () => {
    const mounted = { steps: writeFile("/f", "b") as readonly Step[] };
    const behind = { steps: on("lower0", ...writeFile("/f", "b")) };
    expect(judge(scenario(mounted), lower("a")).mismatches).toEqual([]);
    expect(judge(scenario(mounted), lower("b")).mismatches).toContainEqual({
      step: 2,
      where: "lower0",
      path: "/f",
      field: "content",
      expected: '"a"',
      observed: '"b"',
      against: "rule",
      rule: "lower-unchanged",
    });
    expect(judge(scenario(behind), lower("b")).mismatches).toEqual([]);
    expect(
      judge(scenario({ ...mounted, unruly: ["lower-unchanged"] }), lower("b")).mismatches,
    ).toEqual([]);
  });
});
