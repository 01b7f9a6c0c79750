import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { concurrently, mkdir } from "../../harness/language/index.ts";
import type { Lacks } from "../../harness/language/protocol.ts";
import type { Step } from "../../harness/language/step.ts";
import type { Entry, Transcript } from "../../harness/language/transcript.ts";
import { aDir, aFile, aWhiteout, ok, scenario, transcript } from "./transcripts.ts";

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

  test("has no say about the time of a directory in which calls have met, and about that of a file", () => {
    const raced = (directory: string, file: string, lanes = [[ok], [ok]]) =>
      transcript([{ lanes }], {
        [-1]: { merged: { "/": aDir } },
        0: { merged: { "/d": { ...aDir, mtime: directory }, "/d/f": aFile("a", { mtime: file }) } },
      });
    const lanes = [concurrently([mkdir("/a")], [mkdir("/b")])];
    const fields = (theirs: Transcript, ours_: Transcript, written: readonly Step[]) =>
      judge(scenario({ steps: written }), ours_, {
        reference: { name: "kernel", transcript: theirs },
      }).mismatches.map(({ path, field }) => `${path} ${field}`);
    expect(fields(raced("1.0", "1.0"), raced("now", "now"), lanes)).toEqual(["/d/f mtime"]);
    const alone = [concurrently([mkdir("/a")])];
    expect(fields(raced("1.0", "1.0", [[ok]]), raced("now", "1.0", [[ok]]), alone)).toEqual([
      "/d mtime",
    ]);
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
