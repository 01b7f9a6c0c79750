import { describe, expect, test } from "vitest";
import { causesOf } from "../../reports/cause/cause.ts";
import { groupCauses } from "../../reports/cause/group.ts";
import type { Mismatch } from "../../harness/run/results.ts";
import { result } from "./fixture.ts";

type Seen = Partial<Mismatch>;

const mismatch = (seen: Seen): Mismatch => ({
  step: 0,
  where: "upper",
  path: "/d",
  field: "entry",
  expected: "absent",
  observed: "absent",
  against: "expectation",
  ...seen,
});

const cases: readonly (readonly [seen: Seen, cause: string, says: string])[] = [
  [
    { field: "marks.opaque", expected: "y" },
    "opaque marker missing",
    "opaque marker missing in upper/d: the lower's children shine through",
  ],
  [{ expected: "whiteout" }, "whiteout missing", "no whiteout at upper/d"],
  [
    { field: "rdev", expected: "0:0", observed: "0:1" },
    "whiteout of another device",
    "the device at upper/d is 0:1",
  ],
  [{ observed: "whiteout" }, "whiteout too many", "a whiteout is left at upper/d"],
  [{ expected: "file 0644" }, "not copied up", "upper/d is not there"],
  [{ observed: "file 0644" }, "copied up without need", "upper/d is there (file 0644)"],
  [
    { where: "lower1", field: "content", rule: "lower-unchanged", against: "rule" },
    "lower was written",
    "content of lower1/d changed",
  ],
  [
    { where: "merged", observed: "chr 0000" },
    "whiteout is visible",
    "a whiteout shows at merged/d",
  ],
  [{ where: "merged", observed: "dir 0755" }, "deleted name is visible", "merged/d is visible"],
  [
    { field: "mode", expected: "04755", observed: "0755" },
    "set-id bits lost",
    "upper/d has mode 0755, not 04755",
  ],
  [
    { field: "xattrs.user.k", expected: '"v"' },
    "xattr lost",
    "upper/d lost its extended attribute user.k",
  ],
  [
    { where: "outcome", field: "errno", expected: "EPERM", observed: "EACCES" },
    "EACCES instead of EPERM",
    "the call fails with EACCES, and EPERM is the right error",
  ],
  [
    { where: "outcome", field: "errno", expected: "EXDEV", observed: "ok" },
    "succeeds instead of EXDEV",
    "the call succeeds (ok), and has to fail with EXDEV",
  ],
  [
    { where: "outcome", field: "errno", expected: "ok", observed: "EXDEV" },
    "refused with EXDEV",
    "the call fails with EXDEV, and has to succeed (ok)",
  ],
  [
    { where: "outcome", field: "value.ino", expected: "1", observed: "2" },
    "wrong ino in the answer",
    "the answer's ino is 2, not 1",
  ],
  [
    { where: "outcome", field: "value", expected: '"ab"', observed: '{"hex":"0000"}' },
    "zeros instead of data",
    'the call answers zero bytes, not "ab": there is room for the data, and it was never written',
  ],
  [
    { where: "outcome", field: "value", expected: '"ab"', observed: '{"hex":"00ff"}' },
    "wrong answer",
    "the call answers",
  ],
  [{ field: "flags" }, "flags differs", "flags of upper/d is absent, not absent"],
];

describe("the diagnosis of a mismatch", () => {
  test.for(cases)("%j is %s", ([seen, name, says]) => {
    const [cause] = causesOf(result("a/b", "fail", { mismatches: [mismatch(seen)] }));
    expect(cause?.name).toBe(name);
    expect(cause?.sentence).toContain(says);
  });

  test("leads with what explains the rest, and with what is written before what a reference tells", () => {
    const mismatches = [
      mismatch({ where: "outcome", field: "value", expected: "[]", observed: '["a"]' }),
      mismatch({ where: "merged", path: "/d/a", observed: "file" }),
      mismatch({ expected: "whiteout", against: "reference" }),
      mismatch({ field: "marks.opaque", expected: "y" }),
    ];
    expect(causesOf(result("a/b", "fail", { mismatches })).map(({ name }) => name)).toEqual([
      "opaque marker missing",
      "deleted name is visible",
      "wrong answer",
      "whiteout missing",
    ]);
  });

  test("of a run that broke down is the breakdown, and of a pass there is none", () => {
    const hang = causesOf(result("a/b", "hang", { reason: "step 2: no answer within 5 s" }));
    expect(hang).toEqual([{ name: "hang", sentence: "step 2: no answer within 5 s" }]);
    expect(causesOf(result("a/b", "pass"))).toEqual([]);
  });
});

test("results are grouped by cause, with what mending one alone would turn", () => {
  expect(groupCauses([["a", "b"], ["a"], ["b"], ["b"], ["c"]])).toEqual([
    { name: "b", first: 2, all: 3, alone: 2 },
    { name: "a", first: 2, all: 2, alone: 1 },
    { name: "c", first: 1, all: 1, alone: 1 },
  ]);
});
