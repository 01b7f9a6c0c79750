import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import {
  atLeast,
  concurrently,
  excludes,
  fails,
  gives,
  includes,
  lstat,
  mkdir,
  oneOf,
  succeeds,
  unlink,
  when,
} from "../../harness/language/index.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Outcome } from "../../harness/language/transcript.ts";
import { errno, ok, scenario, transcript, value } from "./transcripts.ts";

const stat = (parts: object): Outcome => value({ type: "file", mode: 0o644, ino: 7, ...parts });

const step = (want: unknown) => lstat("/f", want as Expectation<never>);

function fieldsOf(wants: readonly unknown[], outcomes: readonly Outcome[], features = {}) {
  const judged = judge(scenario({ steps: wants.map(step) }), transcript(outcomes, {}, features));
  return judged.mismatches.map(({ field }) => field);
}

const cases: readonly [
  what: string,
  want: unknown,
  right: Outcome,
  wrong: Outcome,
  field: string,
][] = [
  ["success", succeeds, stat({}), errno("ENOENT"), "errno"],
  ["an errno", fails("ENOENT"), errno("ENOENT"), errno("EIO"), "errno"],
  ["an errno against success", fails("ENOENT"), errno("ENOENT"), ok, "errno"],
  ["a field", gives({ mode: 0o644 }), stat({}), stat({ mode: 0o600 }), "value.mode"],
  ["a value against an errno", gives({ mode: 0o644 }), stat({}), errno("EIO"), "errno"],
  ["a list", gives(["a", "b"]), value(["a", "b"]), value(["a"]), "value"],
  ["an element", gives(["a", "b"]), value(["a", "b"]), value(["a", "c"]), "value[1]"],
  [
    "a nested field",
    gives({ mtime: { sec: 1 } }),
    stat({ mtime: { sec: 1, nsec: 5 } }),
    stat({}),
    "value.mtime",
  ],
  ["at least", gives({ size: atLeast(3) }), stat({ size: 3 }), stat({ size: 2 }), "value.size"],
  ["includes", gives(includes("a")), value(["b", "a"]), value(["b"]), "value"],
  ["excludes", gives(excludes("a")), value(["b"]), value(["b", "a"]), "value"],
  ["one of", oneOf(succeeds, fails("EIO")), errno("EIO"), errno("ENOENT"), "errno"],
  ["hex", gives({ hex: "6869" }), value("hi"), value("ho"), "value"],
  ["null", gives(null), ok, value(3), "value"],
];

describe("an outcome", () => {
  test.each(cases)("that is %s is compared", (_, want, right, wrong, field) => {
    expect(fieldsOf([want], [right])).toEqual([]);
    expect(fieldsOf([want], [wrong])).toEqual([field]);
  });

  test("is expected by the feature of the mount, then by that of the machine", () => {
    const want = when("redirect_dir", succeeds, fails("EXDEV"));
    expect(fieldsOf([want], [ok], { redirect_dir: true })).toEqual([]);
    expect(fieldsOf([want], [ok], { redirect_dir: false })).toEqual(["errno"]);
    const judged = judge(scenario({ steps: [step(want)] }), transcript([ok]), {
      features: { redirect_dir: true },
    });
    expect(judged.mismatches).toEqual([]);
  });

  test("reports every wrong field, with what was expected and what was observed", () => {
    const want = gives({ mode: 0o755, type: "dir" });
    const { mismatches, judged } = judge(scenario({ steps: [step(want)] }), transcript([stat({})]));
    expect(mismatches).toEqual([
      {
        step: 0,
        where: "outcome",
        field: "value.mode",
        expected: "493",
        observed: "420",
        against: "expectation",
      },
      {
        step: 0,
        where: "outcome",
        field: "value.type",
        expected: '"dir"',
        observed: '"file"',
        against: "expectation",
      },
    ]);
    expect(judged).toBe(1);
  });

  test("that is missing is a mismatch", () => {
    expect(fieldsOf([succeeds], [])).toEqual(["errno"]);
  });
});

describe("lanes", () => {
  const written = scenario({
    steps: [concurrently([mkdir("/a"), mkdir("/b")], [unlink("/c", fails("ENOENT"))])],
  });

  test("are compared call by call", () => {
    const right = transcript([{ lanes: [[ok, ok], [errno("ENOENT")]] }]);
    expect(judge(written, right)).toMatchObject({ mismatches: [], judged: 3 });
    const wrong = transcript([{ lanes: [[ok, errno("EIO")], [ok]] }]);
    expect(judge(written, wrong).mismatches.map(({ field }) => field)).toEqual([
      "lanes[0][1].errno",
      "lanes[1][0].errno",
    ]);
  });
});

describe("a declared lack", () => {
  test("ends the judging, and what was wrong before it still counts", () => {
    const written = scenario({ steps: [mkdir("/a"), mkdir("/b"), mkdir("/c")] });
    const lack: Outcome = { lack: "no mkdir" };
    expect(judge(written, transcript([ok, lack, errno("EIO")]))).toMatchObject({
      mismatches: [],
      lacks: ["no mkdir"],
      judged: 1,
    });
    expect(judge(written, transcript([errno("EIO"), lack, ok])).mismatches).toHaveLength(1);
  });
});

test("a setup that failed is the only mismatch", () => {
  const setup = { at: "mount", errno: "EINVAL", message: "refused" } as const;
  const failed = { ...transcript([]), setup };
  const written = scenario({ steps: [mkdir("/a")] });
  expect(judge(written, failed).mismatches).toEqual([
    {
      step: -1,
      where: "setup",
      path: "mount",
      field: "errno",
      expected: "ok",
      observed: "EINVAL",
      against: "expectation",
    },
  ]);
  const reference = { name: "kernel", transcript: failed };
  expect(judge(written, transcript([ok]), { reference }).mismatches).toMatchObject([
    { where: "setup", expected: "EINVAL", observed: "ok", against: "reference" },
  ]);
});
