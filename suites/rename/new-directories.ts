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
  rmdir,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

interface Row {
  readonly title: string;
  readonly peer: string;
  readonly bugs?: readonly string[];
  readonly steps: readonly Steps[];
  readonly merged: Children;
  readonly upper: Children;
}

const lower = [dir("/low"), file("/low/old", "old"), dir("/empty"), file("/f", "f")];
const shown: Children = { empty: {}, f: "f", low: { old: "old" } };
const without = (children: Children, ...names: readonly string[]): Children =>
  Object.fromEntries(Object.entries(children).filter(([each]) => !names.includes(each)));

const fill = (path: string): readonly Steps[] => [
  writeFile(`${path}/in`, "in"),
  mkdir(`${path}/pop`),
];
const full: Children = { in: "in", pop: {} };

const rows: readonly Row[] = [
  {
    title: "an empty new directory is renamed away and back and then removed",
    peer: "unionmount rename-new-dir",
    steps: [
      rename("/n", "/m"),
      lstat("/n", fails("ENOENT")),
      rename("/m", "/n"),
      lstat("/m", fails("ENOENT")),
      unlink("/n", fails("EISDIR")),
      rmdir("/n"),
      rename("/n", "/m", fails("ENOENT")),
    ],
    merged: shown,
    upper: {},
  },
  {
    title: "a new directory that holds something is renamed away and back with all of it",
    peer: "unionmount rename-new-pop-dir",
    steps: [
      fill("/n"),
      rename("/n", "/m"),
      list("/m", gives(["in", "pop"])),
      rmdir("/m", fails("ENOTEMPTY")),
      unlink("/m", fails("EISDIR")),
      rmdir("/n", fails("ENOENT")),
      rename("/m", "/n"),
      readFile("/n/in", gives("in")),
    ],
    merged: { ...shown, n: full },
    upper: { n: is.opaque(full) },
  },
  {
    title: "a new directory is refused on itself, its parent, its child and a file",
    peer: "unionmount rename-new-pop-dir",
    steps: [
      fill("/n"),
      rename("/n", "/n"),
      rename("/n/pop", "/n", fails("ENOTEMPTY")),
      rename("/n", "/n/pop", fails("EINVAL")),
      rename("/n", "/n/pop/deeper", fails("EINVAL")),
      rename("/n", "/n/in", fails("EINVAL")),
      rename("/n", "/f", fails("ENOTDIR")),
      rename("/n", "/low", fails("ENOTEMPTY")),
    ],
    merged: { ...shown, n: full },
    upper: { n: full },
  },
  {
    title: "an empty new directory is renamed over another new one",
    peer: "unionmount rename-new-dir",
    steps: [mkdir("/m"), rename("/n", "/m"), fill("/m")],
    merged: { ...shown, m: full },
    upper: { m: is.opaque(full) },
  },
  {
    title: "a new directory renamed over an empty one of lower becomes opaque",
    peer: "unionmount rename-new-pop-dir",
    bugs: ["https://github.com/nextbsd/nextbsd/issues/282"],
    steps: [fill("/n"), rename("/n", "/empty"), list("/empty", gives(["in", "pop"]))],
    merged: { ...shown, empty: full },
    upper: { empty: is.opaque(full) },
  },
  {
    title: "a new directory renamed over a removed empty one of lower becomes opaque",
    peer: "unionmount rename-new-dir",
    steps: [
      rmdir("/empty"),
      rename("/n", "/empty"),
      rmdir("/empty"),
      rename("/empty", "/x", fails("ENOENT")),
    ],
    merged: without(shown, "empty"),
    upper: { empty: whiteout },
  },
  {
    title: "a new directory renamed over a removed one of lower hides what that had",
    peer: "unionmount rename-new-pop-dir",
    bugs: ["https://github.com/sifiveinc/wake/issues/312"],
    steps: [
      fill("/n"),
      unlink("/low/old"),
      rmdir("/low"),
      rename("/n", "/low"),
      lstat("/low/old", fails("ENOENT")),
      writeFile("/low/old", "new"),
    ],
    merged: { ...shown, low: { ...full, old: "new" } },
    upper: { low: is.opaque({ ...full, old: "new" }) },
  },
  {
    title: "a new directory moved out of an opaque one leaves nothing behind",
    peer: "unionmount rename-new-pop-dir",
    steps: [
      unlink("/low/old"),
      rmdir("/low"),
      mkdir("/low"),
      rename("/n", "/low/old"),
      rename("/low/old", "/n"),
      list("/low", gives([])),
    ],
    merged: { ...shown, low: {}, n: {} },
    upper: { low: is.opaque({}), n: is.opaque({}) },
  },
  {
    title: "a new directory moved into a directory of lower and out of it leaves no whiteout",
    peer: "unionmount rename-move-dir",
    steps: [
      fill("/n"),
      rename("/n", "/low/n"),
      list("/low", gives(["n", "old"])),
      rename("/low/n", "/n"),
    ],
    merged: { ...shown, n: full },
    upper: { low: {}, n: is.opaque(full) },
  },
  {
    title: "a new directory moved onto the child of a directory of lower hides that",
    peer: "unionmount rename-move-dir",
    steps: [unlink("/low/old"), rename("/n", "/low/old"), list("/low", gives(["old"]))],
    merged: { ...shown, low: { old: {} } },
    upper: { low: { old: is.opaque({}) } },
  },
  {
    title: "a file of lower moves into a new directory, which moves on with it",
    peer: "unionmount rename-new-pop-dir",
    steps: [rename("/f", "/n/f"), rename("/n", "/low/n"), readFile("/low/n/f", gives("f"))],
    merged: { ...without(shown, "f"), low: { n: { f: "f" }, old: "old" } },
    upper: {
      f: whiteout,
      low: { n: is.opaque({ f: "f" }) },
    },
  },
];

export const newDirectories: readonly WrittenScenario[] = rows.map(
  ({ title, peer, bugs, steps, merged, upper }) => ({
    title,
    cites: ["posix/rename", "measured/37"],
    peers: [peer],
    ...(bugs && { bugs }),
    mount: plain,
    lowers: [lower],
    steps: [
      mkdir("/n"),
      steps,
      list("/", gives(Object.keys(merged).toSorted())),
      remount(),
      list("/"),
    ],
    merged,
    upper,
  }),
);
