import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  readFile,
  rename,
  whiteout,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const scene = {
  mount: plain,
  lowers: [
    [
      file("/low", "low"),
      file("/other", "other"),
      file("/gone", "gone"),
      dir("/d"),
      file("/d/x", "x"),
    ],
  ],
  upperBefore: [file("/up", "up"), file("/up2", "up2"), dir("/u"), whiteoutAt("/gone")],
} as const;
const lower: Children = { d: { x: "x" }, low: "low", other: "other" };
const upper: Children = { gone: whiteout, u: {}, up: "up", up2: "up2" };
const shown: Children = { ...lower, u: {}, up: "up", up2: "up2" };

const without = (children: Children, ...names: readonly string[]): Children =>
  Object.fromEntries(Object.entries(children).filter(([each]) => !names.includes(each)));

interface Flagged {
  readonly title: string;
  readonly cites: readonly string[];
  readonly bugs?: readonly string[];
  readonly steps: readonly Steps[];
  readonly merged: Children;
  readonly upper: Children;
}

const exchange = ["man/rename.2#RENAME_EXCHANGE", "measured/3"];
const noReplace = ["man/rename.2#RENAME_NOREPLACE"];

const table: readonly Flagged[] = [
  {
    title: "RENAME_NOREPLACE onto a file of lower or of upper is refused",
    cites: [...noReplace, "measured/3"],
    steps: [
      rename("/up", "/low", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/low", "/up", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/low", "/other", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/up", "/d", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/u", "/d", ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename("/up", "/up", ["RENAME_NOREPLACE"], fails("EEXIST")),
    ],
    merged: shown,
    upper,
  },
  {
    title: "RENAME_NOREPLACE onto a name that was removed replaces the whiteout",
    cites: noReplace,
    bugs: [
      "https://github.com/containers/fuse-overlayfs/pull/274",
      "https://github.com/rk8s-dev/rk8s/issues/266",
    ],
    steps: [rename("/low", "/gone", ["RENAME_NOREPLACE"]), readFile("/gone", gives("low"))],
    merged: { ...without(shown, "low"), gone: "low" },
    upper: { ...upper, gone: "low", low: whiteout },
  },
  {
    title: "RENAME_NOREPLACE of a new directory onto a name that was removed makes it opaque",
    cites: noReplace,
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/271"],
    steps: [rename("/u", "/gone", ["RENAME_NOREPLACE"]), list("/gone", gives([]))],
    merged: { ...without(shown, "u"), gone: {} },
    upper: { ...without(upper, "u"), gone: is.opaque({}) },
  },
  {
    title: "RENAME_NOREPLACE to a free name moves a file of lower",
    cites: noReplace,
    steps: [rename("/low", "/d/y", ["RENAME_NOREPLACE"]), readFile("/d/y", gives("low"))],
    merged: { ...without(shown, "low"), d: { x: "x", y: "low" } },
    upper: { ...upper, d: { y: "low" }, low: whiteout },
  },
  {
    title: "exchanging two files of lower copies up both",
    cites: exchange,
    steps: [rename("/low", "/other", ["RENAME_EXCHANGE"]), readFile("/low", gives("other"))],
    merged: { ...shown, low: "other", other: "low" },
    upper: { ...upper, low: "other", other: "low" },
  },
  {
    title: "exchanging two files of upper touches no others",
    cites: exchange,
    steps: [rename("/up", "/up2", ["RENAME_EXCHANGE"]), readFile("/up", gives("up2"))],
    merged: { ...shown, up: "up2", up2: "up" },
    upper: { ...upper, up: "up2", up2: "up" },
  },
  {
    title: "exchanging files of two directories copies up both and the directory",
    cites: exchange,
    steps: [rename("/up", "/d/x", ["RENAME_EXCHANGE"]), readFile("/d/x", gives("up"))],
    merged: { ...shown, d: { x: "up" }, up: "x" },
    upper: { ...upper, d: { x: "up" }, up: "x" },
  },
  {
    title: "exchanging a file with a new directory makes the directory opaque",
    cites: exchange,
    steps: [rename("/low", "/u", ["RENAME_EXCHANGE"]), readFile("/u", gives("low"))],
    merged: { ...shown, low: {}, u: "low" },
    upper: { ...upper, low: is.opaque({}), u: "low" },
  },
  {
    title: "exchanging with a name that was removed or never was is refused",
    cites: ["man/rename.2#RENAME_EXCHANGE", "whiteouts-and-opaque-directories/3"],
    steps: [
      rename("/up", "/gone", ["RENAME_EXCHANGE"], fails("ENOENT")),
      rename("/gone", "/up", ["RENAME_EXCHANGE"], fails("ENOENT")),
      rename("/low", "/none", ["RENAME_EXCHANGE"], fails("ENOENT")),
      rename("/u", "/u/x", ["RENAME_EXCHANGE"], fails("ENOENT")),
    ],
    merged: shown,
    upper,
  },
  {
    title: "RENAME_EXCHANGE goes with no other flag",
    cites: ["man/rename.2#RENAME_EXCHANGE", "man/rename.2#RENAME_NOREPLACE"],
    steps: [
      rename("/low", "/other", ["RENAME_EXCHANGE", "RENAME_NOREPLACE"], fails("EINVAL")),
      rename("/low", "/other", ["RENAME_EXCHANGE", "RENAME_WHITEOUT"], fails("EINVAL")),
      rename("/up", "/new", ["RENAME_NOREPLACE", "RENAME_WHITEOUT"], fails("EINVAL")),
    ],
    merged: shown,
    upper,
  },
  {
    title: "exchanging a file with itself leaves it in lower",
    cites: ["posix/rename", "man/rename.2#RENAME_EXCHANGE"],
    steps: [
      rename("/low", "/low", ["RENAME_EXCHANGE"]),
      rename("/low", "/low"),
      readFile("/low", gives("low")),
    ],
    merged: shown,
    upper,
  },
];

export const flags: readonly WrittenScenario[] = table.map((row) => ({
  ...scene,
  ...row,
  peers: ["fuse-overlayfs test-rename"],
}));
