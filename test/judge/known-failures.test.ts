import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withDir } from "tmp-promise";
import { describe, expect, test } from "vitest";
import { applyKnownFailures } from "../../harness/judge/apply-known-failures.ts";
import {
  type KnownFailure,
  KnownFailuresError,
  parseKnownFailures,
  printKnownFailures,
} from "../../harness/judge/known-failures.ts";
import { loadKnownFailures } from "../../harness/judge/load-known-failures.ts";
import { updateKnownFailures } from "../../harness/judge/update-known-failures.ts";
import type { Mismatch, Result, Verdict } from "../../harness/run/results.ts";

const ids = new Set(["a/one", "a/two"]);
const entry: KnownFailure = { id: "a/one", fingerprint: "0123456789ab", because: "no rename" };
const file = (...entries: readonly object[]): string => JSON.stringify({ schema: 1, entries });

const byReference: Mismatch = {
  step: 0,
  where: "merged",
  path: "/",
  field: "mtime",
  expected: "now",
  observed: "1.000000000",
  against: "reference",
};

describe("a file of known failures", () => {
  test("reads back as it was printed, one entry a line", () => {
    const entries = [entry, { ...entry, id: "a/two", link: "https://example.org/1" }];
    const printed = printKnownFailures(entries);
    expect(parseKnownFailures(printed, "x", ids)).toEqual(entries);
    expect(printed.split("\n").filter((line) => line.includes('"id"'))).toHaveLength(2);
    expect(parseKnownFailures(printKnownFailures([]), "x", ids)).toEqual([]);
  });

  const wrong: readonly [what: string, json: string, place: string, message: string][] = [
    ["broken JSON", "{", "the top", "not JSON"],
    ["an unknown version", '{"schema":2,"entries":[]}', "schema", "version 2 is not known"],
    ["no version", '{"entries":[]}', "schema", "is missing"],
    ["null", "null", "the top", "expected an object"],
    [
      "an unknown scenario",
      file({ ...entry, id: "a/on" }),
      "entries[0].id",
      'did you mean "a/one"?',
    ],
    ["a scenario that is there twice", file(entry, entry), "entries[1].id", "there twice"],
    [
      "an empty reason",
      file({ ...entry, because: " " }),
      "entries[0].because",
      "expected a reason",
    ],
    [
      "a wrong fingerprint",
      file({ ...entry, fingerprint: "x" }),
      "entries[0].fingerprint",
      "12 hex",
    ],
    ["an unknown name", file({ ...entry, bcause: "x" }), "entries[0].bcause", "unknown name"],
    [
      "an unknown condition",
      file({ ...entry, when: { moon: 1 } }),
      "entries[0].when.moon",
      "unknown name",
    ],
  ];
  test.each(wrong)("with %s is refused, and the place is named", (_, json, place, message) => {
    const read = (): unknown => parseKnownFailures(json, "known-failures.json", ids);
    expect(read).toThrow(KnownFailuresError);
    expect(read).toThrow(`at ${place}: `);
    expect(read).toThrow(message);
  });

  test("may name a scenario once for each privilege", () => {
    const root = { ...entry, when: { privilege: "root" } };
    const plain = { ...entry, when: { privilege: "plain" } };
    expect(parseKnownFailures(file(root, plain), "x", ids)).toHaveLength(2);
    expect(() => parseKnownFailures(file(root, entry), "x", ids)).toThrow("there twice");
  });

  test("is read from disk, and is empty where it does not exist", async () => {
    await withDir(
      async ({ path: directory }) => {
        const path = join(directory, "known-failures.json");
        expect(await loadKnownFailures(path, ids)).toEqual([]);
        await writeFile(path, file(entry));
        expect(await loadKnownFailures(path, ids)).toEqual([entry]);
        await expect(loadKnownFailures(directory, ids)).rejects.toThrow(KnownFailuresError);
      },
      { unsafeCleanup: true },
    );
  });
});

const result = (verdict: Verdict, fingerprint?: string, id = "a/one"): Result => ({
  id,
  area: "a",
  verdict,
  mismatches: [],
  reason: null,
  durationMs: 1,
  judged: 1,
  ...(fingerprint !== undefined && { fingerprint }),
});

describe("a known failure", () => {
  const cases: readonly [verdict: Verdict, fingerprint: string | undefined, becomes: Verdict][] = [
    ["fail", entry.fingerprint, "known-failure"],
    ["fail", "ba9876543210", "drifted"],
    ["pass", undefined, "fixed"],
    ["hang", "hang", "drifted"],
    ["skip", undefined, "skip"],
    ["error", undefined, "error"],
  ];
  test.each(cases)("makes of %s with %s the verdict %s", (verdict, fingerprint, becomes) => {
    expect(applyKnownFailures(result(verdict, fingerprint), [entry]).verdict).toBe(becomes);
    expect(applyKnownFailures(result(verdict, fingerprint), []).verdict).toBe(verdict);
  });

  test.each(["hang", "crash"] as const)("may be a %s", (verdict) => {
    const known = { ...entry, fingerprint: verdict };
    expect(applyKnownFailures(result(verdict, verdict), [known]).verdict).toBe("known-failure");
  });

  test("that is fixed prints the line to delete", () => {
    const { reason } = applyKnownFailures(result("pass"), [entry]);
    const line = printKnownFailures([entry])
      .split("\n")
      .find((each) => each.includes("a/one"));
    expect(reason).toContain(line?.trim());
  });

  test("speaks only of its privilege", () => {
    const known: KnownFailure = { ...entry, when: { privilege: "root" } };
    const failed = result("fail", entry.fingerprint);
    expect(applyKnownFailures(failed, [known], { privilege: "root" }).verdict).toBe(
      "known-failure",
    );
    expect(applyKnownFailures(failed, [known], { privilege: "plain" }).verdict).toBe("fail");
  });

  test("that only a reference tells is known where one judges, and no news where none does", () => {
    const known = { ...entry, when: { reference: true } };
    const failed = result("fail", entry.fingerprint);
    expect(applyKnownFailures(failed, [known], { referenced: true }).verdict).toBe("known-failure");
    expect(applyKnownFailures(result("pass"), [known], { referenced: true }).verdict).toBe("fixed");
    expect(applyKnownFailures(result("pass"), [known], { referenced: false }).verdict).toBe("pass");
    const told = { ...failed, mismatches: [byReference] };
    expect(updateKnownFailures([], [told], "why")[0]?.when).toEqual({ reference: true });
    expect(updateKnownFailures([], [failed], "why")[0]?.when).toBeUndefined();
  });
});

describe("an update", () => {
  test("keeps reasons, adds what is new, drops what is fixed, and sorts", () => {
    const fixed = { ...entry, id: "a/fixed" };
    const skipped = { ...entry, id: "a/skipped" };
    const linked = { ...entry, link: "l" };
    const updated = updateKnownFailures(
      [skipped, linked, fixed],
      [
        result("fail", "111111111111", "a/two"),
        result("drifted", "222222222222"),
        result("fixed", undefined, "a/fixed"),
        result("skip", undefined, "a/skipped"),
        result("error", undefined, "a/error"),
        result("hang", "hang", "a/hang"),
        result("pass", undefined, "a/pass"),
      ],
      "because of that",
    );
    expect(updated).toEqual([
      { id: "a/hang", fingerprint: "hang", because: "because of that" },
      { ...linked, fingerprint: "222222222222" },
      skipped,
      { id: "a/two", fingerprint: "111111111111", because: "because of that" },
    ]);
  });

  test("refuses an empty reason", () => {
    expect(() => updateKnownFailures([], [], " ")).toThrow(KnownFailuresError);
  });
});
