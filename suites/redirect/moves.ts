import {
  appendFile,
  dir,
  fails,
  gives,
  is,
  list,
  lstat,
  mkdir,
  readFile,
  remount,
  rename,
  rmdir,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { populated, redirected, redirecting, whole } from "./scene.ts";

interface Move {
  readonly title: string;
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  readonly steps: readonly Steps[];
  readonly merged: Children;
  readonly upper: Children;
}

const moves = ["unionmount rename-move-dir"];
const bare: Children = { a: "a", b: "b" };

const table: readonly Move[] = [
  {
    title: "a child renamed in a renamed directory is redirected by its name",
    peers: moves,
    steps: [rename("/d", "/e"), rename("/e/sub", "/e/other"), readFile("/e/other/deep")],
    merged: { e: { ...bare, other: { deep: "deep" } }, t: {} },
    upper: { d: whiteout, e: redirected("d", { other: redirected("sub"), sub: whiteout }) },
  },
  {
    title: "a child moved out of a renamed directory is redirected by the path that lower has",
    peers: moves,
    steps: [rename("/d", "/e"), rename("/e/sub", "/t/sub"), readFile("/t/sub/deep")],
    merged: { e: bare, t: { sub: { deep: "deep" } } },
    upper: {
      d: whiteout,
      e: redirected("d", { sub: whiteout }),
      t: { sub: redirected("/d/sub") },
    },
  },
  {
    title: "a child moved out before its parent is renamed keeps its redirect",
    peers: moves,
    steps: [rename("/d/sub", "/t/sub"), rename("/d", "/e"), readFile("/t/sub/deep")],
    merged: { e: bare, t: { sub: { deep: "deep" } } },
    upper: {
      d: whiteout,
      e: redirected("d", { sub: whiteout }),
      t: { sub: redirected("/d/sub") },
    },
  },
  {
    title: "a child renamed before its parent is moved keeps a redirect by name",
    peers: moves,
    steps: [rename("/d/sub", "/d/other"), rename("/d", "/t/e"), readFile("/t/e/other/deep")],
    merged: { t: { e: { ...bare, other: { deep: "deep" } } } },
    upper: {
      d: whiteout,
      t: { e: redirected("/d", { other: redirected("sub"), sub: whiteout }) },
    },
  },
  {
    title: "a parent moved into its former child, which was moved out, works",
    peers: moves,
    steps: [rename("/d/sub", "/sub"), rename("/d", "/sub/d"), readFile("/sub/d/a", gives("a"))],
    merged: { sub: { d: bare, deep: "deep" }, t: {} },
    upper: {
      d: whiteout,
      sub: redirected("/d/sub", { d: redirected("/d", { sub: whiteout }) }),
    },
  },
  {
    title: "two directories change places by way of a third name",
    peers: ["unionmount rename-pop-dir"],
    steps: [rename("/d", "/x"), rename("/t", "/d"), rename("/x", "/t"), list("/d", gives([]))],
    merged: { d: {}, t: whole },
    upper: { d: redirected("t"), t: redirected("d") },
  },
  {
    title: "exchanging two directories of lower redirects both",
    steps: [rename("/d", "/t", ["RENAME_EXCHANGE"]), list("/d", gives([]))],
    merged: { d: {}, t: whole },
    upper: { d: redirected("t"), t: redirected("d") },
  },
  {
    title: "exchanging a directory of lower with a file of lower leaves no whiteout",
    steps: [rename("/d/sub", "/d/a", ["RENAME_EXCHANGE"]), readFile("/d/sub", gives("a"))],
    merged: { d: { a: { deep: "deep" }, b: "b", sub: "a" }, t: {} },
    upper: { d: { a: redirected("sub"), sub: "a" } },
  },
  {
    title: "exchanging a directory of lower with a new one makes the new one opaque",
    steps: [
      mkdir("/n"),
      writeFile("/n/f", "f"),
      rename("/d", "/n", ["RENAME_EXCHANGE"]),
      list("/d", gives(["f"])),
    ],
    merged: { d: { f: "f" }, n: whole, t: {} },
    upper: { d: is.opaque({ f: "f" }), n: redirected("d") },
  },
  {
    title: "a renamed directory that is emptied and removed leaves its first whiteout alone",
    peers: ["unionmount rename-pop-dir", "unionmount rename-empty-dir"],
    steps: [
      rename("/d", "/e"),
      rmdir("/e", fails("ENOTEMPTY")),
      [unlink("/e/a"), unlink("/e/b"), unlink("/e/sub/deep"), rmdir("/e/sub")],
      rmdir("/e"),
      lstat("/e", fails("ENOENT")),
    ],
    merged: { t: {} },
    upper: { d: whiteout },
  },
  {
    title: "removing and writing in a renamed directory leaves its marks there",
    bugs: ["https://github.com/rpodgorny/unionfs-fuse/issues/91"],
    steps: [
      rename("/d", "/e"),
      unlink("/e/a"),
      appendFile("/e/b", "+"),
      writeFile("/e/sub/new", "new"),
    ],
    merged: { e: { b: "b+", sub: { deep: "deep", new: "new" } }, t: {} },
    upper: { d: whiteout, e: redirected("d", { a: whiteout, b: "b+", sub: { new: "new" } }) },
  },
  {
    title: "a directory of lower renamed onto one that was emptied hides what that had",
    peers: ["unionmount rename-pop-dir"],
    steps: [
      unlink("/d/sub/deep"),
      rename("/t", "/d/sub"),
      writeFile("/d/sub/new", "new"),
      lstat("/d/sub/deep", fails("ENOENT")),
    ],
    merged: { d: { ...bare, sub: { new: "new" } } },
    upper: { d: { sub: redirected("/t", { new: "new" }) }, t: whiteout },
  },
  {
    title: "a directory of lower renamed to a name that was removed leaves one whiteout",
    peers: ["unionmount rename-empty-dir"],
    steps: [unlink("/d/a"), rename("/d/sub", "/d/a"), lstat("/d/sub", fails("ENOENT"))],
    merged: { d: { a: { deep: "deep" }, b: "b" }, t: {} },
    upper: { d: { a: redirected("sub"), sub: whiteout } },
  },
];

/** What is seen after the moves is seen by a new mount too, and with nothing in the caches. */
export const moving: readonly WrittenScenario[] = table.flatMap(
  ({ title, peers = [], bugs, steps, merged, upper }) => [
    {
      title,
      cites: ["renaming-directories/2", "measured/13"],
      peers,
      ...(bugs && { bugs }),
      mount: { ...redirecting, index: "off", metacopy: "off" } as const,
      lowers: [[populated, dir("/t")]],
      steps: [steps, list("/"), remount(), list("/", gives(Object.keys(merged).toSorted()))],
      merged,
      upper,
    },
  ],
);
