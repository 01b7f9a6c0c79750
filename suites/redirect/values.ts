import {
  dir,
  fails,
  file,
  getxattr,
  gives,
  is,
  list,
  listxattr,
  lstat,
  on,
  opaqueDir,
  readFile,
  setxattr,
  symlink,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { redirected, redirecting } from "./scene.ts";

/** What a directory of upper with this redirect shows, beside what it holds itself. */
interface Value {
  readonly words: string;
  readonly redirect: string;
  readonly shows: Expectation<readonly string[]>;
}

const found = gives(["deep", "up"]);
const alone = gives(["up"]);

const values: readonly Value[] = [
  { words: "the name of a neighbour", redirect: "src", shows: found },
  { words: "a path from the root", redirect: "/t/src", shows: found },
  { words: "a path of several parts", redirect: "/t/nest/src", shows: gives(["deeper", "up"]) },
  { words: "a relative path of several parts", redirect: "nest/src", shows: fails("EINVAL") },
  { words: "a path with a trailing slash", redirect: "/t/src/", shows: fails("EINVAL") },
  { words: "a path with two slashes", redirect: "/t//src", shows: fails("EINVAL") },
  { words: "the root", redirect: "/", shows: fails("EINVAL") },
  { words: "nothing", redirect: "", shows: fails("EINVAL") },
  { words: "two dots", redirect: "..", shows: fails("EACCES") },
  { words: "a path with two dots", redirect: "/t/../t/src", shows: fails("EACCES") },
  { words: "a relative path with two dots", redirect: "../t/src", shows: fails("EINVAL") },
  { words: "one dot", redirect: ".", shows: fails("EACCES") },
  { words: "a name that lower does not have", redirect: "none", shows: alone },
  { words: "a path that lower does not have", redirect: "/none/src", shows: alone },
  { words: "a file of lower", redirect: "file", shows: alone },
  { words: "a symbolic link to a directory", redirect: "link", shows: alone },
  { words: "a path through a symbolic link", redirect: "/link/src", shows: alone },
  { words: "its own name", redirect: "made", shows: gives(["own", "up"]) },
];

/** Names of lower that upper hides, so that nothing is reached by two names. */
const hidden = ["src", "nest", "file", "link"];

const target = [
  dir("/t"),
  dir("/t/src"),
  file("/t/src/deep", "deep"),
  dir("/t/nest"),
  dir("/t/nest/src"),
  file("/t/nest/src/deeper", "deeper"),
  file("/t/file", "file"),
  symlink("src", "/t/link"),
  symlink("t", "/link"),
  dir("/t/made"),
  file("/t/made/own", "own"),
];

export const redirects: readonly WrittenScenario[] = values.map(({ words, redirect, shows }) => {
  const refused = "fails" in shows;
  return {
    title: `a directory whose redirect is ${words} ${refused ? "cannot be looked up" : "shows what lower has there"}`,
    cites: [
      shows === alone ? "measured/102" : "renaming-directories/2",
      refused ? "measured/101" : "renaming-directories/4",
    ],
    peers: ["xfstests overlay/046"],
    mount: redirecting,
    lowers: [target],
    upperBefore: [
      dir("/t"),
      dir("/t/made"),
      file("/t/made/up", "up"),
      setxattr("/t/made", "overlay:redirect", redirect),
      hidden.map((name) => whiteoutAt(`/t/${name}`)),
    ],
    ...(refused && { unruly: ["listed-exists"] as const }),
    steps: [
      list("/t/made", shows),
      refused
        ? [lstat("/t/made", shows), writeFile("/t/made/new", "new", shows)]
        : [
            readFile("/t/made/up", gives("up")),
            listxattr("/t/made", gives([])),
            writeFile("/t/made/new", "new"),
          ],
      list("/t", gives(["made"])),
    ],
    upper: {
      t: {
        ...Object.fromEntries(hidden.map((name) => [name, whiteout])),
        made: redirected(redirect, { up: "up", ...(!refused && { new: "new" }) }),
      },
    },
  };
});

export const conflicts: readonly WrittenScenario[] = [
  {
    title: "an opaque directory shows nothing of where its redirect leads",
    cites: ["whiteouts-and-opaque-directories/4", "renaming-directories/4"],
    mount: redirecting,
    lowers: [target],
    upperBefore: [
      opaqueDir("/made"),
      file("/made/up", "up"),
      setxattr("/made", "overlay:redirect", "/t/src"),
    ],
    steps: [list("/made", gives(["up"])), lstat("/made/deep", fails("ENOENT"))],
    upper: {
      made: is.opaque({ up: "up" }, { marks: { redirect: "/t/src" } }),
    },
  },
  {
    title: "the redirect of a file leads nowhere and is hidden",
    cites: ["renaming-directories/2", "nesting/1"],
    mount: { ...redirecting, metacopy: "off" },
    lowers: [target],
    upperBefore: [file("/f", "f"), setxattr("/f", "overlay:redirect", "/t/file")],
    steps: [
      readFile("/f", gives("f")),
      listxattr("/f", gives([])),
      on("upper", getxattr("/f", "overlay:redirect", gives("/t/file"))),
    ],
    upper: { f: is.file("f", { marks: { redirect: "/t/file" } }) },
  },
  {
    title: "a second directory with the redirect of a first is stale",
    cites: ["measured/14", "renaming-directories/6"],
    peers: ["xfstests overlay/049", "xfstests overlay/046"],
    why: "Two objects would have one inode number; a copied tree with its marks makes such.",
    mount: redirecting,
    observe: "end",
    lowers: [target],
    upperBefore: [
      ["/one", "/two"].map((path) => [dir(path), setxattr(path, "overlay:redirect", "/t/src")]),
      dir("/t"),
      whiteoutAt("/t/src"),
    ],
    unruly: ["listed-exists"],
    steps: [
      list("/one", gives(["deep"])),
      lstat("/two", fails("ESTALE")),
      readFile("/one/deep", gives("deep")),
    ],
  },
];
