import {
  appendFile,
  chmod,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  open,
  readFile,
  same,
  setxattr,
  symlink,
  truncate,
  whiteoutAt,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, metacopy, shell } from "./scene.ts";

/** A shell as a layer holds it, made by hand: size without data, and the marks. */
const handmade = (path: string, redirect?: string, mode = 0o600): readonly Steps[] => [
  file(path, "", mode),
  truncate(path, data.length),
  setxattr(path, "overlay:metacopy", ""),
  redirect === undefined ? [] : setxattr(path, "overlay:redirect", redirect),
];

const inSub = [dir("/sub"), file("/sub/f", data)];

interface Found {
  readonly title: string;
  readonly lowers: readonly (readonly Steps[])[];
  readonly path?: string;
}

/** Where the data of a shell is found. */
const found: readonly Found[] = [
  {
    title: "a shell in a lower takes its data from the layer below",
    lowers: [handmade("/f"), [file("/f", data)]],
  },
  {
    title: "a shell takes its data through another shell",
    lowers: [handmade("/f"), handmade("/f", undefined, 0o644), [file("/f", data)]],
  },
  {
    title: "a shell takes its data from a layer further down",
    lowers: [handmade("/f"), [file("/other", "x")], [file("/f", data)]],
  },
  {
    title: "a shell with a redirect from the root takes its data from there",
    lowers: [handmade("/f", "/sub/f"), inSub],
  },
  {
    title: "a shell with a bare redirect takes its data from that name beside it",
    lowers: [
      [dir("/sub"), handmade("/sub/f", "old")],
      [dir("/sub"), file("/sub/old", data)],
    ],
    path: "/sub/f",
  },
  {
    title: "redirects of two shells lead on from one another",
    lowers: [handmade("/f", "/middle"), handmade("/middle", "/sub/f"), inSub],
  },
  {
    title: "a redirect from the root is followed below a directory that is opaque",
    lowers: [
      [dir("/d"), setxattr("/d", "overlay:opaque", "y"), handmade("/d/f", "/sub/f")],
      [dir("/d"), file("/d/f", "hidden"), inSub],
    ],
    path: "/d/f",
  },
];

/** What a shell cannot have its data from: the error of looking at it. */
const lost: readonly (Found & {
  readonly errno: "EIO" | "ENOENT" | "EINVAL" | "EPERM" | "ESTALE";
})[] = [
  {
    title: "without data in any layer",
    lowers: [handmade("/f"), [file("/other", "x")]],
    errno: "EIO",
  },
  { title: "over a directory", lowers: [handmade("/f"), [dir("/f")]], errno: "EIO" },
  {
    title: "over a symbolic link",
    lowers: [handmade("/f"), [symlink("other", "/f"), file("/other", data)]],
    errno: "EIO",
  },
  {
    title: "over a whiteout",
    lowers: [handmade("/f"), [whiteoutAt("/f")], [file("/f", data)]],
    errno: "EIO",
  },
  {
    title: "whose redirect leads to nothing",
    lowers: [handmade("/f", "/none"), [file("/f", data)]],
    errno: "EIO",
  },
  {
    title: "whose redirect leads up by dots",
    lowers: [handmade("/f", "../f"), [file("/f", data)]],
    errno: "EINVAL",
  },
];

export const layers: readonly WrittenScenario[] = [
  ...found.map(({ title, lowers, path = "/f" }): WrittenScenario => ({
    title,
    cites: ["metadata-only-copy-up/1", "renaming-directories/2"],
    peers: ["xfstests overlay/060"],
    lowers,
    mount: metacopy,
    steps: [
      lstat(path, gives({ type: "file", mode: 0o600, size: data.length, ino: same("f") })),
      readFile(path, gives(data)),
      appendFile(path, "!"),
      readFile(path, gives(`${data}!`)),
      lstat(path, gives({ mode: 0o600, ino: same("f") })),
      on("upper", readFile(path, gives(`${data}!`))),
    ],
  })),
  ...lost.map(({ title, lowers, errno }): WrittenScenario => ({
    title: `a shell ${title} is refused`,
    cites: ["metadata-only-copy-up/4"],
    lowers,
    mount: metacopy,
    steps: [
      list("/"),
      lstat("/f", fails(errno)),
      open("r", "/f", ["O_RDONLY"], fails(errno)),
      chmod("/f", 0o644, fails(errno)),
    ],
    upper: {},
    unruly: ["listed-exists"],
  })),
  {
    title: "a shell of a lower is copied up as a shell that leads on through it",
    cites: ["metadata-only-copy-up/1"],
    peers: ["xfstests overlay/060"],
    lowers: [handmade("/f", "/sub/f"), inSub],
    mount: metacopy,
    steps: [chmod("/f", 0o640), readFile("/f", gives(data))],
    merged: { f: is.file(data, { mode: 0o640 }), sub: { f: data } },
    upper: { f: shell({ mode: 0o640 }) },
  },
];
