import {
  appendFile,
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mkdir,
  on,
  oneOf,
  readFile,
  rename,
  same,
  setxattr,
  when,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { populated, redirected, whole } from "./scene.ts";

/** A directory that lower has a part in, and what upper holds of it. */
interface Origin {
  readonly words: string;
  readonly lower: readonly Steps[];
  readonly before: readonly Steps[];
  readonly merged: Children;
  readonly upper: Children;
}

const origins: readonly Origin[] = [
  { words: "an empty directory of lower", lower: [dir("/d")], before: [], merged: {}, upper: {} },
  {
    words: "a populated directory of lower",
    lower: populated,
    before: [],
    merged: whole,
    upper: {},
  },
  {
    words: "a directory that both layers have",
    lower: populated,
    before: [writeFile("/d/up", "up")],
    merged: { ...whole, up: "up" },
    upper: { d: { up: "up" } },
  },
  {
    words: "a directory of which a file is copied up",
    lower: populated,
    before: [appendFile("/d/a", "+")],
    merged: { ...whole, a: "a+" },
    upper: { d: { a: "a+" } },
  },
];

const targets = [
  ["within its parent", "/e"],
  ["into another directory", "/t/e"],
  ["onto an empty directory of lower", "/empty"],
  ["onto an empty directory of upper", "/t/new"],
] as const;

/** What a rename with redirects has left in upper. */
const moved = [dir("/e"), setxattr("/e", "overlay:redirect", "d")];

const links = [
  "https://github.com/moby/moby/issues/25409",
  "https://github.com/podman-container-tools/podman/issues/13123",
];

export const refusal: readonly WrittenScenario[] = [
  ...origins.flatMap(({ words, lower, before, merged, upper }) =>
    targets.map(([where, to]) => ({
      title: `without redirects renaming ${words} ${where} is refused and changes nothing`,
      cites: ["renaming-directories/1", "non-standard-behavior/4"],
      peers: ["unionmount rename-exdev"],
      bugs: links,
      mount: plain,
      lowers: [[lower, dir("/t"), file("/t/own", "own"), dir("/empty")]],
      upperBefore: [dir("/t"), dir("/t/new")],
      steps: [
        before,
        lstat("/d", gives({ type: "dir", ino: same("d") })),
        rename("/d", to, fails("EXDEV")),
        lstat("/d", gives({ type: "dir", ino: same("d") })),
        lstat("/e", fails("ENOENT")),
        list("/d", gives(Object.keys(merged).toSorted())),
        on("upper", lstat("/e", fails("ENOENT"))),
      ],
      merged: { d: merged, empty: {}, t: { new: {}, own: "own" } },
      upper: { ...upper, t: { new: {} } },
    })),
  ),
  {
    title: "without redirects a directory of lower cannot be exchanged with anything",
    cites: ["measured/4", "renaming-directories/1"],
    mount: plain,
    lowers: [[populated, file("/f", "f"), dir("/g")]],
    upperBefore: [dir("/u")],
    steps: [
      rename("/d", "/f", ["RENAME_EXCHANGE"], fails("EXDEV")),
      rename("/f", "/d", ["RENAME_EXCHANGE"], fails("EXDEV")),
      rename("/d", "/g", ["RENAME_EXCHANGE"], fails("EXDEV")),
      rename("/u", "/d", ["RENAME_EXCHANGE"], fails("EXDEV")),
      rename("/d", "/h", ["RENAME_NOREPLACE"], fails("EXDEV")),
      rename("/d", "/f", ["RENAME_NOREPLACE"], fails("EEXIST")),
      readFile("/f", gives("f")),
      list("/d", gives(["a", "b", "sub"])),
    ],
    merged: { d: whole, f: "f", g: {}, u: {} },
    upper: { u: {} },
  },
  {
    title: "with redirects that are only followed a rename is refused and an old one is read",
    cites: ["renaming-directories/4"],
    mount: { redirect_dir: "follow" },
    lowers: [populated],
    upperBefore: [moved, whiteoutAt("/d")],
    steps: [
      list("/e", gives(["a", "b", "sub"])),
      readFile("/e/sub/deep", gives("deep")),
      rename("/e", "/f", fails("EXDEV")),
      rename("/e/sub", "/e/other", fails("EXDEV")),
    ],
    merged: { e: whole },
    upper: { d: whiteout, e: redirected("d") },
  },
  {
    title: "a directory with a redirect cannot be looked up where redirects are not followed",
    cites: ["measured/14", "renaming-directories/4"],
    mount: { redirect_dir: "nofollow" },
    lowers: [populated],
    upperBefore: [moved, file("/f", "f")],
    unruly: ["listed-exists"],
    steps: [
      lstat("/e", fails("EPERM")),
      list("/e", fails("EPERM")),
      mkdir("/e", fails("EPERM")),
      // Linux 5.10 lists it as well, 6.1 does not, and later ones do again.
      list("/", oneOf(gives(["d", "e", "f"]), gives(["d", "f"]))),
      readFile("/f", gives("f")),
    ],
  },
  {
    title: "with redirects off a rename is refused and an old one is read as the module has it",
    cites: ["renaming-directories/4", "renaming-directories/5"],
    needs: ["redirect_follow"],
    mount: { redirect_dir: "off" },
    lowers: [[populated, dir("/low")]],
    upperBefore: [moved, whiteoutAt("/d")],
    unruly: ["listed-exists"],
    steps: [
      rename("/low", "/f", fails("EXDEV")),
      list("/e", when("redirect_follow", gives(["a", "b", "sub"]), fails("EPERM"))),
    ],
    upper: { d: whiteout, e: redirected("d") },
  },
];
