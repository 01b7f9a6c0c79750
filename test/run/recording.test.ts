import { expect, test } from "vitest";
import {
  compactLook,
  compactOutcome,
  wholeLook,
  wholeOutcome,
} from "../../harness/run/recording/compact.ts";
import { digestOf, hashOf, withoutMoment } from "../../harness/run/recording/hash.ts";
import { fails, file, stat, suite, unlink } from "../../harness/language/index.ts";
import type { Observation, Outcome } from "../../harness/language/transcript.ts";
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
  const at = (ino: string) => ({
    outcomes: [{ value: { ino, size: 3 } }],
    observations: [],
    features: {},
  });
  expect(digestOf(withoutMoment(at("1")))).toBe(digestOf(withoutMoment(at("2"))));
  expect(withoutMoment(at("1")).outcomes).toEqual([{ value: { size: 3 } }]);
});

test("a recording that is not there is wrong usage", { timeout: 60_000 }, async () => {
  const { exitCode, stderr } = await conformance(["--adapter=template", "--reference=linux-1.0"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('there is no recording "linux-1.0"');
});
