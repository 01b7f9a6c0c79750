import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mkdir,
  readFile,
  remount,
  rename,
  same,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { populated, redirected, redirecting, whole } from "./scene.ts";

/** Renames one after the other, and the redirect that is left of them. */
interface Row {
  readonly title: string;
  readonly peers?: readonly string[];
  readonly steps: readonly Steps[];
  /** Where the directory is at the end. */
  readonly at: string;
  readonly merged: Children;
  readonly upper: Children;
}

const t = { own: "own" };

const rows: readonly Row[] = [
  {
    title: "the redirect of a second rename within the parent keeps the first name",
    peers: ["unionmount rename-pop-dir"],
    steps: [rename("/d", "/e"), rename("/e", "/f")],
    at: "/f",
    merged: { f: whole, t },
    upper: { d: whiteout, f: redirected("d") },
  },
  {
    title: "a directory renamed away and back within its parent keeps a redirect to itself",
    peers: ["unionmount rename-pop-dir", "unionmount rename-empty-dir"],
    steps: [rename("/d", "/e"), rename("/e", "/d")],
    at: "/d",
    merged: { d: whole, t },
    upper: { d: redirected("d") },
  },
  {
    title: "a redirect by name becomes one by path when the directory leaves its parent",
    peers: ["unionmount rename-move-dir"],
    steps: [rename("/d", "/e"), rename("/e", "/t/f")],
    at: "/t/f",
    merged: { t: { ...t, f: whole } },
    upper: { d: whiteout, t: { f: redirected("/d") } },
  },
  {
    title: "a redirect by path stays one when the directory comes back to its parent",
    peers: ["unionmount rename-move-dir"],
    steps: [rename("/d", "/t/f"), rename("/t/f", "/d")],
    at: "/d",
    merged: { d: whole, t },
    upper: { d: redirected("/d"), t: {} },
  },
  {
    title: "a redirect by path is the first one after two moves",
    peers: ["unionmount rename-move-dir"],
    steps: [mkdir("/n"), rename("/d", "/t/f"), rename("/t/f", "/n/g")],
    at: "/n/g",
    merged: { n: { g: whole }, t },
    upper: { d: whiteout, n: is.opaque({ g: redirected("/d") }), t: {} },
  },
  {
    title: "a directory moved into a new one is redirected by its path",
    peers: ["unionmount rename-move-dir"],
    steps: [mkdir("/n"), rename("/d", "/n/d")],
    at: "/n/d",
    merged: { n: { d: whole }, t },
    upper: { d: whiteout, n: is.opaque({ d: redirected("/d") }) },
  },
  {
    title: "a directory is renamed onto an empty one of lower",
    peers: ["unionmount rename-pop-dir"],
    steps: [rename("/t/own", "/own"), rename("/d", "/t")],
    at: "/t",
    merged: { own: "own", t: whole },
    upper: { d: whiteout, own: "own", t: redirected("d") },
  },
  {
    title: "a directory is renamed onto a new one that is empty",
    peers: ["unionmount rename-pop-dir"],
    steps: [mkdir("/n"), rename("/d", "/n")],
    at: "/n",
    merged: { n: whole, t },
    upper: { d: whiteout, n: redirected("d") },
  },
];

export const names: readonly WrittenScenario[] = [
  ...rows.map(({ title, peers = [], steps, at, merged, upper }) => ({
    title,
    cites: ["renaming-directories/2", "measured/13"],
    peers,
    mount: { ...redirecting, index: "off", metacopy: "off" } as const,
    lowers: [[populated, dir("/t"), file("/t/own", "own")]],
    needs: ["origin" as const],
    steps: [
      lstat("/d", gives({ ino: same("d") })),
      steps,
      lstat(at, gives({ type: "dir", ino: same("d") })),
      list(at, gives(["a", "b", "sub"])),
      readFile(`${at}/sub/deep`, gives("deep")),
      remount(),
      list(at, gives(["a", "b", "sub"])),
      readFile(`${at}/sub/deep`, gives("deep")),
    ],
    merged,
    upper,
  })),
  {
    title: "a directory with redirects is refused where the target does not allow it",
    cites: ["posix/rename"],
    peers: ["unionmount rename-pop-dir", "unionmount rename-empty-dir"],
    mount: redirecting,
    lowers: [[populated, dir("/t"), file("/t/own", "own"), file("/f", "f"), dir("/empty")]],
    steps: [
      rename("/d", "/t", fails("ENOTEMPTY")),
      rename("/d/sub", "/d", fails("ENOTEMPTY")),
      rename("/d", "/f", fails("ENOTDIR")),
      rename("/f", "/d", fails("EISDIR")),
      rename("/d", "/d/sub/d", fails("EINVAL")),
      rename("/empty", "/empty/x", fails("EINVAL")),
      rename("/d", "/none/d", fails("ENOENT")),
      rename("/d", "/t/own", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/d", "/d"),
    ],
    merged: { d: whole, empty: {}, f: "f", t },
    upper: {},
  },
  {
    title: "the name of a redirect may have 255 bytes",
    cites: ["measured/13", "renaming-directories/3"],
    mount: redirecting,
    lowers: [[dir(`/${"n".repeat(255)}`), file(`/${"n".repeat(255)}/f`, "f")]],
    steps: [
      rename(`/${"n".repeat(255)}`, "/short"),
      readFile("/short/f", gives("f")),
      remount(),
      readFile("/short/f", gives("f")),
    ],
    merged: { short: { f: "f" } },
    upper: { ["n".repeat(255)]: whiteout, short: redirected("n".repeat(255)) },
  },
  {
    title: "a path too long for a redirect keeps a directory in its parent",
    cites: ["measured/13", "renaming-directories/3"],
    mount: redirecting,
    lowers: [
      [
        dir(`/${"n".repeat(200)}`),
        dir(`/${"n".repeat(200)}/${"m".repeat(100)}`),
        file(`/${"n".repeat(200)}/${"m".repeat(100)}/f`, "f"),
        dir("/t"),
      ],
    ],
    steps: [
      rename(`/${"n".repeat(200)}/${"m".repeat(100)}`, "/t/x", fails("EXDEV")),
      rename(`/${"n".repeat(200)}/${"m".repeat(100)}`, `/${"n".repeat(200)}/x`),
      readFile(`/${"n".repeat(200)}/x/f`, gives("f")),
      rename(`/${"n".repeat(200)}/x`, "/t/x", fails("EXDEV")),
      writeFile(`/${"n".repeat(200)}/x/g`, "g"),
    ],
    merged: { t: {}, ["n".repeat(200)]: { x: { f: "f", g: "g" } } },
    upper: {
      ["n".repeat(200)]: {
        ["m".repeat(100)]: whiteout,
        x: redirected("m".repeat(100), { g: "g" }),
      },
      // The parent is copied up before the refusal.
      t: {},
    },
  },
];
