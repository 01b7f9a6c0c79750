import { describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import {
  differs,
  fails,
  gives,
  lstat,
  oneOf,
  recorded,
  same,
  succeeds,
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

describe("a bound name", () => {
  const bind = gives({ ino: same("f") });

  test("must be equal at every later sight, and unequal where it must differ", () => {
    expect(fieldsOf([bind, bind], [stat({}), stat({})])).toEqual([]);
    expect(fieldsOf([bind, bind], [stat({}), stat({ ino: 8 })])).toEqual(["value.ino"]);
    const other = gives({ ino: differs("f") });
    expect(fieldsOf([bind, other], [stat({}), stat({ ino: 8 })])).toEqual([]);
    expect(fieldsOf([bind, other], [stat({}), stat({})])).toEqual(["value.ino"]);
  });

  test("is not bound by an arm that fails", () => {
    const arms = { oneOf: [gives({ ino: same("f"), mode: 0 }), gives({ mode: 0o644 })] };
    expect(fieldsOf([arms, bind, bind], [stat({ ino: 1 }), stat({}), stat({})])).toEqual([]);
  });

  test("is bound by the arm that holds", () => {
    const arms = { oneOf: [gives({ ino: same("f"), mode: 0o644 }), fails("EIO")] };
    expect(fieldsOf([arms, bind], [stat({ ino: 1 }), stat({})])).toEqual(["value.ino"]);
  });

  test("to differ from must have been bound", () => {
    expect(fieldsOf([gives({ ino: differs("typo") })], [stat({})])).toEqual(["value.ino"]);
  });
});

describe("a recorded outcome", () => {
  const written = scenario({ steps: [step(recorded)] });
  const against = (outcome: Outcome) => ({
    reference: { name: "kernel", transcript: transcript([outcome]) },
  });

  test("is what the reference did, but for what names the machine", () => {
    const ours = transcript([stat({})]);
    expect(judge(written, ours, against(stat({ ino: 99 }))).mismatches).toEqual([]);
    const [found] = judge(written, ours, against(stat({ mode: 0 }))).mismatches;
    expect(found).toMatchObject({ field: "value", against: "reference" });
    expect(judge(written, ours, against(errno("EIO"))).mismatches).toHaveLength(1);
  });

  test("is not judged once the subject rightly did something else than the reference", () => {
    const steps = [step(oneOf(succeeds, fails("EXDEV"))), step(recorded)];
    const reference = { name: "kernel", transcript: transcript([ok, ok]) };
    const judged = judge(scenario({ steps }), transcript([errno("EXDEV"), errno("EIO")]), {
      reference,
    });
    expect(judged).toMatchObject({ judged: 1, mismatches: [] });
    const same = judge(scenario({ steps }), transcript([ok, errno("EIO")]), { reference });
    expect(same.mismatches).toHaveLength(1);
  });

  test("is not judged without a reference", () => {
    expect(judge(written, transcript([ok]))).toMatchObject({ judged: 0, mismatches: [] });
  });
});
