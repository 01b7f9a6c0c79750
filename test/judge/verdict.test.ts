import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprint } from "../../harness/judge/fingerprint.ts";
import { judge } from "../../harness/judge/judge.ts";
import { verdictOf } from "../../harness/judge/verdict.ts";
import { fails, gives, lstat, mkdir, recorded, same } from "../../harness/language/index.ts";
import type { Mismatch } from "../../harness/run/results.ts";
import type { Outcome } from "../../harness/language/transcript.ts";
import { errno, ok, scenario, transcript, value } from "./transcripts.ts";

const written = scenario({ steps: [mkdir("/d")] });

function verdict(outcome: Outcome, known: Parameters<typeof verdictOf>[2]["known"] = []) {
  const seen = transcript([outcome]);
  const judged = judge(written, seen);
  return verdictOf(
    written,
    { ended: "finished", transcript: seen, judged },
    { known, durationMs: 2 },
  );
}

describe("a verdict", () => {
  test("is pass where nothing differs, without evidence", () => {
    expect(verdict(ok)).toEqual({
      id: "area/title",
      area: "area",
      verdict: "pass",
      mismatches: [],
      reason: null,
      durationMs: 2,
      judged: 1,
    });
  });

  test("is fail with all mismatches, their fingerprint and the evidence", () => {
    const result = verdict(errno("EIO"));
    expect(result).toMatchObject({ verdict: "fail", mismatches: [{ observed: "EIO" }] });
    expect(result.fingerprint).toMatch(/^[0-9a-f]{12}$/);
    expect(result.evidence?.transcript.outcomes).toEqual([errno("EIO")]);
  });

  test("is known-failure where the fingerprint is listed", () => {
    const print = verdict(errno("EIO")).fingerprint ?? "";
    const known = [{ id: "area/title", fingerprint: print, because: "no mkdir" }];
    expect(verdict(errno("EIO"), known)).toMatchObject({
      verdict: "known-failure",
      reason: "no mkdir",
    });
    expect(verdict(errno("EXDEV"), known).verdict).toBe("drifted");
    expect(verdict(ok, known).verdict).toBe("fixed");
  });

  test("is skip where the subject declared to lack the operation", () => {
    expect(verdict({ lack: "no mkdir" })).toMatchObject({
      verdict: "skip",
      reason: "declared lack: no mkdir",
    });
  });

  test("is skip where only a reference could judge, and there is none", () => {
    const open = scenario({ steps: [mkdir("/d", recorded)] });
    const seen = transcript([ok]);
    const ending = { ended: "finished", transcript: seen, judged: judge(open, seen) } as const;
    expect(verdictOf(open, ending, { durationMs: 1 })).toMatchObject({ verdict: "skip" });
  });

  test.each(["hang", "crash", "error"] as const)(
    "is %s with the step where it happened",
    (ended) => {
      const result = verdictOf(written, { ended, step: 3, message: "gone" }, { durationMs: 1 });
      expect(result).toMatchObject({ verdict: ended, reason: "step 3: gone" });
      const known = [{ id: "area/title", fingerprint: ended, because: "it does" }];
      const again = verdictOf(
        written,
        { ended, step: 3, message: "gone" },
        { known, durationMs: 1 },
      );
      expect(again.verdict).toBe(ended === "error" ? "error" : "known-failure");
    },
  );
});

describe("a fingerprint", () => {
  const mismatch: fc.Arbitrary<Mismatch> = fc.record({
    step: fc.nat(5),
    where: fc.constantFrom("upper", "merged"),
    path: fc.constantFrom("/a", "/b"),
    field: fc.constantFrom("mode", "content"),
    expected: fc.string(),
    observed: fc.string(),
    against: fc.constant("expectation"),
  });

  test("does not depend on the order of the mismatches", () => {
    fc.assert(
      fc.property(fc.array(mismatch), (list) => {
        expect(fingerprint(list.toReversed())).toBe(fingerprint(list));
      }),
    );
  });

  test("differs where anything that is not chance differs", () => {
    fc.assert(
      fc.property(mismatch, (one) => {
        const other = fingerprint([{ ...one, step: one.step + 1 }]);
        expect(fingerprint([one])).not.toBe(other);
        expect(fingerprint([{ ...one, expected: "x" }])).not.toBe(
          fingerprint([{ ...one, expected: "y" }]),
        );
      }),
    );
  });

  const printOf = (want: object, outcome: (ino: number) => Outcome, ino: number): string => {
    const steps = [lstat("/f", gives({ ino: same("f") })), lstat("/f", want as never)];
    return fingerprint(
      judge(scenario({ steps }), transcript([value({ ino }), outcome(ino)])).mismatches,
    );
  };

  test("does not depend on inode numbers", () => {
    const moved = (ino: number): Outcome => value({ ino: ino + 1 });
    const want = gives({ ino: same("f") });
    expect(printOf(want, moved, 5)).toBe(printOf(want, moved, 12345));
    const stat = (ino: number): Outcome =>
      value({ type: "file", ino, dev: [0, ino], mtime: { sec: ino, nsec: 0 }, mode: 0o644 });
    expect(printOf(fails("ENOENT"), stat, 5)).toBe(printOf(fails("ENOENT"), stat, 12345));
    expect(printOf(fails("EIO"), stat, 5)).not.toBe(printOf(fails("ENOENT"), stat, 5));
  });

  test("does not depend on the reference where the scenario itself says what is wrong", () => {
    const own: Mismatch = {
      step: 0,
      where: "outcome",
      expected: "a",
      observed: "b",
      against: "expectation",
    };
    const more: Mismatch = { ...own, observed: "c", against: "reference" };
    expect(fingerprint([own, more])).toBe(fingerprint([own]));
    expect(fingerprint([more])).not.toBe(fingerprint([{ ...more, observed: "d" }]));
  });
});
