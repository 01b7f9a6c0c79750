import {
  appendFile,
  chmod,
  close,
  dir,
  excludes,
  fails,
  file,
  getflags,
  gives,
  includes,
  is,
  on,
  open,
  remount,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Flags } from "../../harness/language/construct/make.ts";
import type { inodeFlags } from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { flagged, protections } from "./scene.ts";

const shows = (
  path: string,
  yes: Flags<typeof inodeFlags>,
  no: Flags<typeof inodeFlags>,
): Steps => [
  open("$", path, ["O_RDONLY"]),
  getflags("$", gives(includes(...yes))),
  getflags("$", gives(excludes(...no))),
  close("$"),
];

const scene = { needs: ["samefs", "inode_flags"], mount: plain, observe: "end" } as const;

/** Flags that are set through the overlay, or that come with a copy. */
export const setting: readonly WrittenScenario[] = [
  ...(["file", "directory"] as const).flatMap((type) =>
    protections.map(({ flag, word, letter }): WrittenScenario => ({
      ...scene,
      title: `making ${type === "file" ? "a file" : "a directory"} of lower ${word.replace(/^an /, "")} copies it up, keeps the flag in a mark and leaves the lower one as it is`,
      cites: ["man/ioctl_iflags.2#FS_IOC_SETFLAGS", "measured/file-attributes/2"],
      peers: ["xfstests overlay/040", ...(type === "directory" ? ["xfstests overlay/076"] : [])],
      lowers: [[type === "file" ? file("/o", "lower") : dir("/o")]],
      steps: [
        flagged("/o", [flag]),
        shows("/o", [flag], []),
        on("lower0", shows("/o", [], [flag])),
        on("upper", shows("/o", [], [flag])),
        chmod("/o", 0o700, fails("EPERM")),
        remount(),
        shows("/o", [flag], []),
        chmod("/o", 0o700, fails("EPERM")),
      ],
      merged: { o: type === "file" ? "lower" : {} },
      upper: {
        o:
          type === "file"
            ? is.file("lower", { marks: { protattr: letter } })
            : is.dir({}, { marks: { protattr: letter } }),
      },
    })),
  ),
  {
    ...scene,
    title:
      "taking the protection off a copy takes the mark away, and the file can be changed and removed",
    cites: ["man/ioctl_iflags.2#FS_IOC_SETFLAGS", "measured/file-attributes/2"],
    peers: ["xfstests overlay/075", "xfstests overlay/078"],
    lowers: [[file("/f", "lower"), file("/g", "g"), flagged("/g", ["FS_IMMUTABLE_FL"])]],
    steps: [
      flagged("/f", ["FS_IMMUTABLE_FL"]),
      appendFile("/f", "+", fails("EPERM")),
      flagged("/f", []),
      appendFile("/f", "+"),
      flagged("/g", []),
      on("lower0", shows("/g", ["FS_IMMUTABLE_FL"], []), flagged("/g", [])),
      unlink("/g"),
    ],
    merged: { f: "lower+" },
    upper: { f: "lower+", g: whiteout },
  },
  {
    ...scene,
    title: "an append-only file of lower that is copied up by appending stays append-only",
    cites: ["man/ioctl_iflags.2#FS_APPEND_FL", "measured/file-attributes/2"],
    peers: ["xfstests overlay/078"],
    lowers: [[file("/f", "lower"), flagged("/f", ["FS_APPEND_FL"])]],
    steps: [
      appendFile("/f", "+"),
      shows("/f", ["FS_APPEND_FL"], []),
      writeFile("/f", "x", fails("EPERM")),
      remount(),
      shows("/f", ["FS_APPEND_FL"], []),
      writeFile("/f", "x", fails("EPERM")),
      on("lower0", flagged("/f", [])),
    ],
    merged: { f: "lower+" },
    upper: { f: is.file("lower+", { marks: { protattr: "a" } }) },
  },
];
