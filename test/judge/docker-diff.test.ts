import { expect, test } from "vitest";
import { corrupt } from "../../harness/judge/corrupt.ts";
import { dockerDiff } from "../../harness/judge/docker-diff.ts";
import { judge } from "../../harness/judge/judge.ts";
import type { Tree } from "../../harness/language/transcript.ts";
import { aDir, aFile, aWhiteout, scenario, transcript } from "./transcripts.ts";

const lower: Tree = {
  "/": aDir,
  "/d": aDir,
  "/d/a": aFile("a"),
  "/d/e": aDir,
  "/d/e/x": aFile("x"),
  "/f": aFile("f"),
};
const opaque = { ...aDir, marks: { opaque: "y" } };

const cases: readonly [what: string, upper: Tree, lowers: readonly Tree[], lines: string[]][] = [
  ["an empty upper", {}, [lower], []],
  ["an addition", { "/n": aDir, "/n/f": aFile("") }, [lower], ["A /n", "A /n/f"]],
  ["a change", { "/d": aDir, "/d/a": aFile("b") }, [lower], ["C /d", "C /d/a"]],
  ["a change of mode", { "/f": aFile("f", { mode: 0o600 }) }, [lower], ["C /f"]],
  ["a copy that equals", { "/d": aDir, "/d/a": aFile("a", { mtime: "now" }) }, [lower], []],
  ["a deletion", { "/d": aDir, "/d/e": aWhiteout }, [lower], ["C /d", "D /d/e"]],
  ["a whiteout over nothing", { "/d": aDir, "/d/n": aWhiteout }, [lower], []],
  [
    "an opaque directory",
    { "/d": opaque, "/d/e": aDir },
    [lower],
    ["C /d", "D /d/a", "C /d/e", "D /d/e/x"],
  ],
  ["a file over a directory", { "/d": aFile("") }, [lower], ["C /d"]],
  ["a directory over a file", { "/f": aDir, "/f/n": aFile("") }, [lower], ["C /f", "A /f/n"]],
  [
    "a name that a middle layer deleted",
    { "/f": aFile("f") },
    [{ "/": aDir, "/f": aWhiteout }, lower],
    ["A /f"],
  ],
  [
    "a directory that a middle layer made opaque",
    { "/d": aDir, "/d/a": aFile("a") },
    [{ "/": aDir, "/d": opaque }, lower],
    ["C /d", "A /d/a"],
  ],
  [
    "a file in the middle",
    { "/d": aDir, "/d/a": aFile("a") },
    [{ "/": aDir, "/d": aFile("") }, lower],
    ["C /d", "A /d/a"],
  ],
];

test.each(cases)("tells %s", (_, upper, lowers, lines) => {
  expect(dockerDiff({ "/": aDir, ...upper }, lowers)).toEqual(lines);
});

test("a line that is wrong, missing or one too many is a mismatch of upper", () => {
  const seen = transcript([], {
    [-1]: { upper: { "/": aDir, "/n": aFile("n") }, lower0: lower, merged: { "/": aDir } },
  });
  const found = (dockerDiff: readonly string[]) =>
    judge(scenario({ dockerDiff }), seen).mismatches.map(
      ({ path, expected, observed }) => `${path} ${expected} ${observed}`,
    );
  expect(found(["A /n"])).toEqual([]);
  expect(found(["C /n"])).toEqual(["/n C A"]);
  expect(found([])).toEqual(["/n absent A"]);
  expect(found(["A /n", "D /x"])).toEqual(["/x D absent"]);
  const { corrupted } = corrupt(scenario({ dockerDiff: ["A /n"] }));
  expect(corrupted).toHaveLength(2);
  for (const each of corrupted) expect(judge(each.scenario, seen).mismatches).not.toEqual([]);
});
