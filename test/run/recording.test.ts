import { expect, test } from "vitest";
import {
  compactLook,
  compactOutcome,
  wholeLook,
  wholeOutcome,
} from "../../harness/run/recording/compact.ts";
import { digestOf, hashOf } from "../../harness/run/recording/hash.ts";
import { withoutMoment } from "../../harness/run/recording/moment.ts";
import {
  concurrently,
  fails,
  file,
  nameToHandleAt,
  stat,
  suite,
  unlink,
} from "../../harness/language/index.ts";
import type { Observation, Outcome, Transcript } from "../../harness/language/transcript.ts";
import { conformance } from "../cli/command.ts";

const looks: readonly Observation[] = [
  {
    after: -1,
    trees: {
      merged: {
        "/": { type: "dir", mode: 0o755, uid: 0, gid: 0, nlink: 2, listing: ["f"], inode: "/@-1" },
        "/f": {
          type: "file",
          mode: 0o644,
          uid: 0,
          gid: 0,
          nlink: 1,
          size: 1,
          content: "a",
          inode: "/f@-1",
          mtime: "1000000000.001000000",
          atime: "1000000000.001000000",
        },
        "/bare": { type: "file" },
        "/gone": { type: "missing" },
      },
    },
  },
  { after: 3, trees: { upper: { "/f": null, "/": { type: "dir", mode: 0o700, uid: 5 } } } },
];

const outcomes: readonly Outcome[] = [
  { value: null },
  { value: "text" },
  { errno: "ENOENT" },
  { lanes: [[{ value: null }], [{ errno: "EIO" }]] },
];

test("what a recording leaves out comes back", () => {
  expect(looks.map(compactLook).map(wholeLook)).toEqual(looks);
  expect(outcomes.map(compactOutcome).map(wholeOutcome)).toEqual(outcomes);
  const [first] = looks.map(compactLook);
  expect(first?.[1].merged?.["/f"]).toEqual({
    type: "file",
    content: "a",
    mtime: "1000000000.001000000",
  });
});

const scenarioWith = (steps: Parameters<typeof suite>[1][number]["steps"]) => {
  const [scenario] = suite("x", [
    { title: "a", cites: [], lowers: [[file("/f", "")]], steps },
  ]).scenarios;
  if (scenario === undefined) throw new Error("there is no scenario");
  return scenario;
};

test("a scenario has another hash if it does something else, and the same if it expects something else", () => {
  const hash = hashOf(scenarioWith([unlink("/f")]));
  expect(hashOf(scenarioWith([unlink("/f", fails("EIO"))]))).toBe(hash);
  expect(hashOf(scenarioWith([unlink("/g")]))).not.toBe(hash);
  expect(hashOf(scenarioWith([stat("/f"), unlink("/f")]))).not.toBe(hash);
});

test("inode numbers and clocks are not kept", () => {
  const scenario = scenarioWith([stat("/f")]);
  const at = (ino: string) =>
    withoutMoment(scenario, {
      outcomes: [{ value: { ino, size: 3 } }],
      observations: [],
      features: {},
    });
  expect(digestOf(at("1"))).toBe(digestOf(at("2")));
  expect(at("1").outcomes).toEqual([{ value: { size: 3 } }]);
});

test("of handles and UUIDs only which of them are the same is kept, in lanes too", () => {
  const handle = nameToHandleAt("/f", "h");
  const scenario = scenarioWith([handle, concurrently([handle], [handle])]);
  const outcomesOf = (...values: readonly string[]) => {
    const [first, second, third] = values.map((value) => ({ value }));
    const outcomes = [first, { lanes: [[second], [third]] }] as Transcript["outcomes"];
    return withoutMoment(scenario, { outcomes, observations: [], features: {} }).outcomes;
  };
  const kept = outcomesOf("1:aa", "1:bb", "1:aa");
  expect(kept).toEqual([
    { value: "identity 1" },
    { lanes: [[{ value: "identity 2" }], [{ value: "identity 1" }]] },
  ]);
  expect(outcomesOf("1:cc", "1:dd", "1:cc")).toEqual(kept);
});

test("a recording that is not there is wrong usage", { timeout: 60_000 }, async () => {
  const { exitCode, stderr } = await conformance(["--adapter=template", "--reference=linux-1.0"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('there is no recording "linux-1.0"');
});
