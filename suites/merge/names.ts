import {
  appendFile,
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mkdir,
  readFile,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const longest = "n".repeat(255);

/** Names are bytes: every one but `.` and `..` merges alike. */
const spellings: readonly (readonly [what: string, name: string])[] = [
  ["of 255 bytes", longest],
  ["with a newline", "two\nlines"],
  ["with a colon and a comma", "a:b,c"],
  ["with a backslash", "a\\b"],
  ["of two dots and more", "..."],
  ["that begins with a hyphen", "-rf"],
  ["outside ASCII", "\u00e9\u4e2d\u{1f5c2}"],
  ["that other implementations keep for whiteouts", ".wh.f"],
];

export const names: readonly WrittenScenario[] = [
  ...spellings.map(([what, name]): WrittenScenario => ({
    title: `a name ${what} is found, changed and removed like any other`,
    cites: ["directories/4", "readdir/1"],
    lowers: [[dir("/d"), file(`/d/${name}`, "lower"), file("/d/x", "x")]],
    upperBefore: [dir("/d"), file("/d/u", "u")],
    steps: [
      list("/d", gives(["u", "x", name].toSorted())),
      readFile(`/d/${name}`, gives("lower")),
      appendFile(`/d/${name}`, "+"),
      readFile(`/d/${name}`, gives("lower+")),
      unlink(`/d/${name}`),
      lstat(`/d/${name}`, fails("ENOENT")),
      list("/d", gives(["u", "x"])),
    ],
    merged: { d: { u: "u", x: "x" } },
    upper: { d: { [name]: whiteout, u: "u" } },
  })),
  {
    title: "names that differ in case are different names",
    cites: ["directories/4"],
    lowers: [[file("/name", "lower")]],
    upperBefore: [file("/NAME", "upper")],
    steps: [
      list("/", gives(["NAME", "name"])),
      readFile("/NAME", gives("upper")),
      readFile("/name", gives("lower")),
      lstat("/Name", fails("ENOENT")),
      unlink("/NAME"),
      list("/", gives(["name"])),
    ],
    merged: { name: "lower" },
    upper: {},
  },
  {
    title: "the same letters composed and decomposed are different names",
    cites: ["directories/4"],
    lowers: [[file("/\u00e9", "composed")]],
    upperBefore: [file("/e\u0301", "decomposed")],
    steps: [
      list("/", gives(["e\u0301", "\u00e9"])),
      readFile("/\u00e9", gives("composed")),
      readFile("/e\u0301", gives("decomposed")),
      unlink("/\u00e9"),
      list("/", gives(["e\u0301"])),
    ],
    merged: { "e\u0301": "decomposed" },
    upper: { "e\u0301": "decomposed", "\u00e9": whiteout },
  },
  {
    title: "a name of 256 bytes is too long for a lookup and for a file",
    cites: ["man/path_resolution.7#ENAMETOOLONG"],
    why: "Of layers on several filesystems the one with the longest names decides what is looked up.",
    needs: ["samefs"],
    lowers: [[file("/f", "f")]],
    steps: [
      lstat(`/${longest}n`, fails("ENAMETOOLONG")),
      writeFile(`/${longest}n`, "x", fails("ENAMETOOLONG")),
      mkdir(`/${longest}n`, fails("ENAMETOOLONG")),
      list("/", gives(["f"])),
    ],
    merged: { f: "f" },
    upper: {},
  },
];
