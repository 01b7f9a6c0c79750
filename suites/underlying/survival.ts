import {
  appendFile,
  fails,
  file,
  gives,
  link,
  lstat,
  mkdir,
  on,
  oneOf,
  readFile,
  rmdir,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const undefinedButAlive = ["changes-to-underlying-filesystems/1"];

/** What an overlay survives: link counts, types and directories that change behind its back. */
export const survival: readonly WrittenScenario[] = [
  {
    title: "links that are added to a lower file meanwhile do not drive the link count below one",
    cites: ["measured/underlying/3", "changes-to-underlying-filesystems/1"],
    peers: ["xfstests overlay/034"],
    mount: { ...plain, index: "on" },
    observe: "end",
    lowers: [[file("/0", "lower"), link("/0", "/1")]],
    steps: [
      lstat("/0", gives({ nlink: 2 })),
      on("lower0", link("/0", "/2"), link("/0", "/3")),
      unlink("/2"),
      lstat("/0", gives({ nlink: 1 })),
      unlink("/3"),
      lstat("/0", gives({ nlink: 1 })),
      link("/0", "/4"),
      unlink("/0"),
      readFile("/4", gives("lower")),
      readFile("/1", gives("lower")),
    ],
    merged: { 1: "lower", 4: "lower" },
  },
  {
    title: "links that are added to an upper file meanwhile do not drive the link count below one",
    cites: ["measured/underlying/3", "changes-to-underlying-filesystems/1"],
    peers: ["xfstests overlay/072"],
    mount: plain,
    observe: "end",
    lowers: [[]],
    upperBefore: [file("/0", "upper")],
    steps: [
      lstat("/0", gives({ nlink: 1 })),
      on("upper", link("/0", "/1"), link("/0", "/2")),
      unlink("/1"),
      unlink("/2"),
      link("/0", "/3"),
      unlink("/0"),
      readFile("/3", gives("upper")),
      unlink("/3"),
    ],
    merged: {},
    upper: {},
  },
  {
    title:
      "a file of upper that became a directory meanwhile is refused or found, and nothing hangs",
    cites: undefinedButAlive,
    mount: plain,
    unruly: ["listed-type-is-type"],
    observe: "end",
    lowers: [[file("/g", "g")]],
    upperBefore: [file("/f", "upper")],
    steps: [
      readFile("/f", gives("upper")),
      on("upper", unlink("/f"), mkdir("/f")),
      rmdir("/f", oneOf(fails("ENOTDIR"), fails("ESTALE"))),
      unlink("/f", oneOf(fails("EISDIR"), fails("ESTALE"))),
      writeFile("/g", "alive"),
    ],
  },
  {
    title:
      "without its work directory an overlay changes no lower file, and still reads and writes upper",
    cites: [...undefinedButAlive, "measured/underlying/4"],
    mount: plain,
    observe: "end",
    lowers: [[file("/f", "lower"), file("/g", "g")]],
    upperBefore: [file("/u", "upper")],
    steps: [
      on("work", rmdir("/work")),
      readFile("/f", gives("lower")),
      appendFile("/u", "+"),
      unlink("/f", fails("ENOENT")),
      readFile("/f", gives("lower")),
    ],
    merged: { f: "lower", g: "g", u: "upper+" },
    upper: { u: "upper+" },
  },
];
