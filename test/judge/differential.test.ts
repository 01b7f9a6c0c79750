import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import {
  concurrently,
  getxattr,
  lstat,
  nameToHandleAt,
  mkdir,
  unlink,
} from "../../harness/language/index.ts";
import type { Entry, Outcome } from "../../harness/language/transcript.ts";
import { aDir, aFile, aWhiteout, ok, scenario, transcript } from "./transcripts.ts";

const steps = [mkdir("/a"), lstat("/a")];

interface Seen {
  readonly entry?: Entry;
  readonly second?: Outcome;
}

function seen({ entry = aFile("a"), second = ok }: Seen) {
  return transcript([ok, second], {
    [-1]: { upper: { "/": aDir } },
    1: { upper: { "/f": entry } },
  });
}

function judged(theirs: Seen, ours: Seen, differential: boolean) {
  const reference = { name: "kernel", transcript: seen(theirs) };
  return judge(scenario({ steps }), seen(ours), { reference, differential }).mismatches;
}

const stat = (value: object): Outcome => ({ value });

describe("a differential run", () => {
  const apart: readonly (readonly [what: string, theirs: Seen, ours: Seen, field: string])[] = [
    [
      "what a satisfied expectation says nothing of",
      { second: stat({ nlink: 1 }) },
      { second: stat({ nlink: 2 }) },
      "value",
    ],
    [
      "the order of a listing",
      { entry: { ...aDir, listing: ["a", "b"] } },
      { entry: { ...aDir, listing: ["b", "a"] } },
      "listing",
    ],
    [
      "the link count of a directory",
      { entry: { ...aDir, nlink: 2 } },
      { entry: { ...aDir, nlink: 3 } },
      "nlink",
    ],
    [
      "the links of a whiteout",
      { entry: aWhiteout },
      { entry: { ...aWhiteout, nlink: 3 } },
      "nlink",
    ],
  ];

  test.for(apart)("judges %s", ([, theirs, ours, field]) => {
    expect(judged(theirs, ours, false)).toEqual([]);
    expect(judged(theirs, ours, true)).toMatchObject([{ field, against: "reference" }]);
    expect(judged(theirs, theirs, true)).toEqual([]);
  });

  test("leaves out what names the machine", () => {
    const [theirs, ours] = [{ second: stat({ ino: "1" }) }, { second: stat({ ino: "2" }) }];
    expect(judged(theirs, ours, true)).toEqual([]);
  });

  test("leaves open in which order lanes took place, and what comes after", () => {
    const raced = scenario({ steps: [concurrently([unlink("/f")], [unlink("/f")]), lstat("/g")] });
    const gone: Outcome = { errno: "ENOENT" };
    const side = (lanes: readonly (readonly Outcome[])[], listing: readonly string[]) =>
      transcript([{ lanes }, ok], { 1: { upper: { "/": { ...aDir, listing } } } });
    const reference = { name: "kernel", transcript: side([[ok], [ok]], ["a", "b"]) };
    const ours = side([[ok], [ok]], ["b", "a"]);
    expect(judge(raced, ours, { reference, differential: true }).mismatches).toEqual([]);
    expect(judge(raced, side([[ok], [gone]], []), { reference }).mismatches).toMatchObject([
      { field: "lanes[1][0].errno", against: "expectation" },
    ]);
  });

  test.for([
    nameToHandleAt("/a", "h"),
    getxattr("/a", "overlay:uuid"),
    getxattr("/a", "trusted.overlay.origin"),
  ])("leaves out which object $op names, but not that it does", (call) => {
    const either = { oneOf: [{ succeeds: true }, { fails: "ENODATA" }] } as const;
    const written = scenario({ steps: [{ ...call, want: either }] });
    const [theirs, ours] = ["00", "01"].map((hex) => transcript([stat({ hex })]));
    const none = transcript([{ errno: "ENODATA" }]);
    const reference = { name: "kernel", transcript: theirs ?? none };
    const against = (side = none) =>
      judge(written, side, { reference, differential: true }).mismatches;
    expect(against(ours)).toEqual([]);
    expect(against(none)).toMatchObject([{ field: "errno", against: "reference" }]);
  });

  test("lets the reference speak where the scenario has spoken", () => {
    const written = scenario({ steps: [mkdir("/a")], upper: { f: "a" } });
    const side = (nlink: number) =>
      transcript([ok], { 0: { upper: { "/": aDir, "/f": aFile("a", { nlink }) } } });
    const reference = { name: "kernel", transcript: side(1) };
    expect(judge(written, side(2), { reference, differential: true }).mismatches).toMatchObject([
      { path: "/f", field: "nlink", against: "reference" },
    ]);
  });
});
