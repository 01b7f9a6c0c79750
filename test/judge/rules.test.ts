import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import { on, writeFile } from "../../harness/language/index.ts";
import { parse } from "../../harness/language/parse.ts";
import type { Entry } from "../../harness/language/transcript.ts";
import { aDir, aFile, aWhiteout, ok, scenario, transcript } from "./transcripts.ts";

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
    const mounted = { steps: writeFile("/f", "b") };
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
