import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  mkdir,
  rename,
  suite,
  unlink,
  when,
  succeeds,
  whiteout,
} from "../../harness/language/index.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Entry, Outcome, Transcript } from "../../harness/language/transcript.ts";
import type { AdapterInfo, Result, Results } from "../../harness/run/results.ts";

/* Results as a run would leave them: small, red in every way, and with names that a subject may really have. */

/** Markup, a right-to-left override, a zero-width space, a control character, and the end of a script element. */
export const hostile = "</script><img onerror=alert(1) src=x>\u202Etxt.exe\u200B\u0007";

const { scenarios } = suite("rename", [
  {
    title: "a renamed lower directory keeps its children",
    why: "A rename that copies up only the directory itself loses everything below it.",
    cites: ["renaming-directories/1"],
    lowers: [[dir("/d"), file("/d/a", "lower", 0o640)]],
    steps: [
      rename("/d", "/e", when("redirect_dir", succeeds, fails("EXDEV"))),
      list("/e", gives(["a"])),
    ],
    merged: { e: is.dir({ a: is.file("lower", { mode: 0o640 }) }) },
    upper: { d: whiteout, e: is.dir({}, { marks: { redirect: "d" } }) },
  },
  {
    title: "unlink of a lower file leaves a whiteout",
    cites: ["whiteouts-and-opaque-directories/2"],
    lowers: [[file("/f", "<b>&\"'")]],
    steps: [unlink("/f"), mkdir(`/${hostile.replaceAll("/", "")}`)],
  },
]);

const [renamed, unlinked] = scenarios as unknown as [IdentifiedScenario, IdentifiedScenario];
export const renamedId = renamed.id;
export const unlinkedId = unlinked.id;

const entry = (type: Entry["type"], more: Partial<Entry> = {}): Entry => ({
  type,
  uid: 0,
  gid: 0,
  nlink: 1,
  ...more,
});
const root = entry("dir", { mode: 0o755, nlink: 2, mtime: "now", inode: "/@-1" });
const ok: Outcome = { value: null };

function transcript(
  outcomes: readonly Outcome[],
  observations: Transcript["observations"],
): Transcript {
  return { outcomes, observations, features: { redirect_dir: true } };
}

const lowerTree = {
  "/": root,
  "/d": entry("dir", { mode: 0o755, inode: "/d@-1", listing: ["a"] }),
  "/d/a": entry("file", { mode: 0o640, size: 5, content: "lower", inode: "/d/a@-1" }),
};

const kernelRename = transcript(
  [ok, ok, { value: ["a"] }, ok],
  [
    { after: -1, trees: { merged: lowerTree, upper: { "/": root }, lower0: lowerTree } },
    {
      after: 0,
      trees: {
        merged: {
          "/d": null,
          "/d/a": null,
          "/e": entry("dir", { mode: 0o755, inode: "/d@-1", listing: ["a"] }),
          "/e/a": entry("file", { mode: 0o640, size: 5, content: "lower", inode: "/d/a@-1" }),
        },
        upper: {
          "/d": entry("whiteout", { rdev: [0, 0] }),
          "/e": entry("dir", {
            mode: 0o755,
            marks: { redirect: "d", origin: "lower0/d" },
            inode: "/e@0",
          }),
        },
      },
    },
  ],
);

const brokenRename = transcript(
  [ok, ok, { value: [] }, ok],
  [
    { after: -1, trees: { merged: lowerTree, upper: { "/": root }, lower0: lowerTree } },
    {
      after: 0,
      trees: {
        merged: {
          "/d": null,
          "/d/a": null,
          "/e": entry("dir", {
            mode: 0o700,
            inode: "/e@0",
            listing: [],
            xattrs: { "user.note": hostile },
          }),
        },
        upper: {
          "/e": entry("dir", { mode: 0o700, inode: "/e@0", xattrs: { "user.note": hostile } }),
        },
      },
    },
  ],
);

const hostilePath = `/${hostile.replaceAll("/", "")}`;
const hostileTranscript = transcript(
  [ok, { errno: "EPERM" }],
  [
    {
      after: -1,
      trees: {
        merged: { "/": root, "/f": entry("file", { mode: 0o644, content: "<b>&\"'" }) },
        upper: { "/": root },
      },
    },
    {
      after: 0,
      trees: {
        merged: { "/f": null, [hostilePath]: entry("file", { content: hostile, target: hostile }) },
        upper: { "/f": entry("chr", { mode: 0o600, rdev: [0, 1] }) },
      },
    },
  ],
);

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
