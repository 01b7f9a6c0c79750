import type { AdapterInfo, Result, Results } from "../../harness/run/results.ts";
import {
  renamed,
  unlinked,
  kernelRename,
  brokenRename,
  hostilePath,
  hostileTranscript,
  hostile,
  ok,
} from "./shown.ts";

export { hostile, renamedId, unlinkedId } from "./shown.ts";

/* Results as a run would leave them: red in every way. */

const adapter = (name: string, more: Partial<AdapterInfo> = {}): AdapterInfo => ({
  name,
  version: "1.0",
  privilege: "root",
  features: { redirect_dir: true, metacopy: false },
  lacks: {},
  options: {},
  ...more,
});

export function result(id: string, verdict: Result["verdict"], more: Partial<Result> = {}): Result {
  return {
    id,
    area: id.split("/")[0] ?? "",
    verdict,
    mismatches: [],
    reason: null,
    durationMs: 1.5,
    judged: 4,
    ...more,
  };
}

const passes = ["opaque", "readdir", "whiteout"].flatMap((area) =>
  [1, 2, 3].map((number) => result(`${area}/case-${number}`, "pass")),
);

export function resultsOf(...runs: Results["runs"]): Results {
  return {
    schema: 1,
    suite: {
      version: "0.1.0",
      revision: "3f2c91a",
      coverage: [{ of: "clauses", all: 50, covered: 40, reasoned: 7 }],
    },
    environment: { kernel: "6.18.44", user: "root", node: "20.20.2", arch: "x64" },
    runs,
  };
}

export const kernelRun: Results["runs"][number] = {
  adapter: adapter("kernel", { version: "6.18.44", details: { layers: "tmpfs" } }),
  reference: "none",
  results: [
    ...passes,
    result(renamed.id, "pass", { evidence: { scenario: renamed, transcript: kernelRename } }),
    result(unlinked.id, "hang", {
      reason: "step 2 did not return within 5 s",
      evidence: { scenario: unlinked, transcript: { ...hostileTranscript, outcomes: [ok] } },
    }),
    result("xattr/needs-acl", "skip", {
      reason: "no feature acl: load a kernel with CONFIG_TMPFS_POSIX_ACL",
    }),
  ],
};

export const zenfsRun: Results["runs"][number] = {
  adapter: adapter("zenfs", {
    version: "2.7.6",
    privilege: "plain",
    options: { store: "memory store" },
    lacks: { "tree.work": "there is no work directory" },
  }),
  reference: "kernel 6.18.44",
  results: [
    ...passes.map((each, index) =>
      index % 4 === 1
        ? result(each.id, "known-failure", { reason: "whiteouts are kept in a journal" })
        : each,
    ),
    result(renamed.id, "fail", {
      fingerprint: "a1",
      mismatches: [
        {
          step: 0,
          where: "merged",
          path: "/e",
          field: "mode",
          expected: "0755",
          observed: "0700",
          against: "reference",
        },
        {
          step: 0,
          where: "merged",
          path: "/e/a",
          expected: "file",
          observed: "missing",
          against: "reference",
        },
        {
          step: 0,
          where: "upper",
          path: "/e",
          field: "marks.redirect",
          expected: "d",
          observed: "none",
          against: "reference",
        },
        {
          step: 2,
          where: "outcome",
          field: "value",
          expected: '["a"]',
          observed: "[]",
          against: "expectation",
        },
      ],
      evidence: { scenario: renamed, transcript: brokenRename, reference: kernelRename },
    }),
    result(unlinked.id, "drifted", {
      fingerprint: "b2",
      reason: "listed: whiteout missing",
      mismatches: [
        {
          step: 0,
          where: "merged",
          path: hostilePath,
          expected: "missing",
          observed: hostile,
          against: "rule",
          rule: "nothing appears",
        },
      ],
      encodings: [
        {
          step: 0,
          where: "upper",
          path: "/f",
          field: "rdev",
          expected: "0:0",
          observed: "0:1",
          against: "rule",
          rule: "another whiteout",
        },
      ],
      evidence: { scenario: unlinked, transcript: hostileTranscript },
    }),
    result("xattr/needs-acl", "fixed", {
      reason: 'delete "xattr/needs-acl" from known-failures.json',
    }),
  ],
};

export const fixture = resultsOf(kernelRun, zenfsRun);
