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

/* Two scenarios, and what a right and two wrong subjects showed of them: small, and with names that may really be had. */

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

export const [renamed, unlinked] = scenarios as unknown as [IdentifiedScenario, IdentifiedScenario];
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
export const ok: Outcome = { value: null };

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

export const kernelRename = transcript(
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

export const brokenRename = transcript(
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

export const hostilePath = `/${hostile.replaceAll("/", "")}`;
export const hostileTranscript = transcript(
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
