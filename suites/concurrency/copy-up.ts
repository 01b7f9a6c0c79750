import {
  appendFile,
  chmod,
  concurrently,
  dir,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  on,
  oneOf,
  readFile,
  rename,
  same,
  setxattr,
  stat,
  truncate,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const needs = ["concurrency"] as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const large = { fill: "0123456789abcdef", size: 1_000_000 };

/** Of the first 64 KiB, which is what one read of a scenario gives. */
const digest = "d8b2af1c85cdb4588e978aed5875e12cbfd20f68009823cf914b40cf41d8e4ce";

/** Several that copy one file up: one copy comes of it, with what each of them did. */
export const copyUp: readonly WrittenScenario[] = [
  {
    title: "what four append at once to a file of lower is all there, each part whole",
    cites: ["measured/concurrency/1", "man/open.2#O_APPEND"],
    peers: ["xfstests overlay/021"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower:")]],
    steps: [
      concurrently(...numbers(4).map((lane) => [appendFile("/f", `<${lane}>`)])),
      stat("/f", gives({ size: 18, nlink: 1 })),
      readFile(
        "/f",
        oneOf(...orders(["<0>", "<1>", "<2>", "<3>"]).map((all) => gives(`lower:${all}`))),
      ),
      on("upper", list("/", gives(["f"]))),
      on("work", list("/work", gives([]))),
    ],
  },
  {
    title: "chmod, truncate, utimes and an attribute at once leave a copy with all four",
    cites: ["measured/concurrency/1"],
    peers: ["xfstests overlay/021"],
    needs: [...needs, "user_xattr"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", large)]],
    steps: [
      concurrently(
        [chmod("/f", 0o600)],
        [truncate("/f", 4)],
        [setxattr("/f", "user.k", "v")],
        [setxattr("/f", "user.l", "w")],
      ),
    ],
    merged: { f: is.file("0123", { mode: 0o600, xattrs: { "user.k": "v", "user.l": "w" } }) },
    upper: { f: is.file("0123", { mode: 0o600, xattrs: { "user.k": "v", "user.l": "w" } }) },
  },
  {
    title: "who reads while another copies up reads the whole file, old or new",
    cites: ["measured/concurrency/2"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", large)]],
    steps: [
      concurrently(
        [chmod("/f", 0o600), chmod("/f", 0o640)],
        ...numbers(3).map(() => [
          stat("/f", gives({ size: 1_000_000, nlink: 1 })),
          readFile("/f", gives({ size: 65_536, sha256: digest })),
          stat("/f", gives({ size: 1_000_000, nlink: 1 })),
        ]),
      ),
      stat("/f", gives({ mode: 0o640 })),
    ],
    merged: { f: is.file(large, { mode: 0o640 }) },
    upper: { f: is.file(large, { mode: 0o640 }) },
  },
  {
    title: "files that are copied up at once under one directory of lower share its one copy",
    cites: ["measured/concurrency/1", "measured/concurrency/5", "non-directories/4"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[deep(), numbers(8).map((index) => file(`/a/b/c/${index}`, `${index}`))]],
    steps: [
      concurrently(
        ...numbers(4).map((lane) => [
          chmod(`/a/b/c/${lane}`, 0o600),
          writeFile(`/a/b/c/${lane + 4}`, "new"),
        ]),
      ),
    ],
    merged: { a: { b: { c: inDeep() } } },
    upper: { a: { b: { c: inDeep() } } },
  },
  {
    title:
      "a rename and a chmod of one file of lower at once both happen, or the chmod finds no name",
    cites: ["measured/concurrency/1", "posix/rename"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower")]],
    steps: [
      concurrently(
        [rename("/f", "/g")],
        [chmod("/f", 0o600, oneOf(gives(null), { fails: "ENOENT" }))],
        [readFile("/f", oneOf(gives("lower"), { fails: "ENOENT" }))],
      ),
      readFile("/g", gives("lower")),
      list("/", gives(["g"])),
    ],
    upper: { f: whiteout, g: is.anything },
  },
  {
    title: "a file of lower that two unlink at once is unlinked once",
    cites: ["posix/unlink", "whiteouts-and-opaque-directories/1"],
    needs,
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower"), file("/g", "g")]],
    steps: [
      concurrently(
        ...numbers(3).map(() => [unlink("/f", oneOf(gives(null), { fails: "ENOENT" }))]),
      ),
      list("/", gives(["g"])),
    ],
    merged: { g: "g" },
    upper: { f: whiteout },
  },
  {
    title:
      "two names of a lower file that are changed at once are one file, where an index keeps them so",
    cites: ["non-standard-behavior/5", "measured/concurrency/1"],
    peers: ["xfstests overlay/032"],
    needs,
    mount: { ...plain, index: "on" },
    observe: "end",
    lowers: [[file("/a", large), link("/a", "/b"), link("/a", "/c")]],
    steps: [
      concurrently([truncate("/a", 5)], [chmod("/b", 0o600)], [stat("/c", gives({ nlink: 3 }))]),
      ["/a", "/b", "/c"].map((path) =>
        lstat(path, gives({ nlink: 3, size: 5, mode: 0o600, ino: same("ino") })),
      ),
      readFile("/c", gives("01234")),
    ],
  },
];

function deep() {
  return [["/a", "/a/b", "/a/b/c"].map((path) => dir(path))];
}

function inDeep() {
  return Object.fromEntries(
    numbers(8).map((index) => [
      `${index}`,
      index < 4 ? is.file(`${index}`, { mode: 0o600 }) : "new",
    ]),
  );
}

/** Every order of the parts, joined. */
function orders(parts: readonly string[]): readonly string[] {
  if (parts.length < 2) return parts;
  return parts.flatMap((first) =>
    orders(parts.filter((part) => part !== first)).map((rest) => first + rest),
  );
}
