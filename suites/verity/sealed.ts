import {
  appendFile,
  chmod,
  close,
  enableVerity,
  fails,
  file,
  gives,
  is,
  lstat,
  measureVerity,
  on,
  open,
  readFile,
  remount,
  rename,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, hole, markOf, marked, modes, shownMarkOf, ways } from "./digests.ts";

/** Of `data`, as FS_IOC_MEASURE_VERITY gives it: SHA-256 over blocks of 4096 bytes, without salt. */
const digest = "34b571490580291c5f055135206edd09374b0b4ef477d2a95cc62539c7bec83e";
const rightMark = markOf(digest);
const recorded = { metacopy: shownMarkOf(digest) };

/** A file of a layer with verity. */
const sealed = (path: string, content: string): Steps => [
  file(path, content),
  open("sealed", path, ["O_RDONLY"]),
  enableVerity("sealed"),
  close("sealed"),
];
const peers = ["xfstests overlay/080", "xfstests overlay/089"];

/** What took the place of the data while nothing was mounted, and which modes take it. */
const replacements: readonly (readonly [what: string, steps: Steps, takes: readonly string[]])[] = [
  ["the same data with verity", sealed("/f", data), modes],
  ["other data with verity", sealed("/f", "other data, as long".slice(0, data.length)), ["off"]],
  ["the same data without verity", file("/f", data), ["off"]],
];

/** Files of lowers that cannot change, and the digests that copies of their attributes keep. */
export const sealedFiles: readonly WrittenScenario[] = [
  ...modes.map((verity): WrittenScenario => ({
    title: `chmod of a file with verity keeps ${verity === "off" ? "no" : "its"} digest with verity=${verity}`,
    cites: [verity === "off" ? "fs-verity/3" : "fs-verity/1", "metadata-only-copy-up/1"],
    peers,
    needs: ["verity"],
    lowers: [[sealed("/f", data)]],
    mount: { metacopy: "on", verity },
    steps: [
      on("lower0", open("l", "/f", ["O_RDONLY"])),
      measureVerity("l", gives({ algorithm: 1, digest: { hex: digest } })),
      close("l"),
      chmod("/f", 0o600),
      readFile("/f", gives(data)),
      remount(),
      readFile("/f", gives(data)),
    ],
    merged: { f: is.file(data, { mode: 0o600 }) },
    upper: {
      f: is.file(hole, { mode: 0o600, marks: verity === "off" ? { metacopy: "" } : recorded }),
    },
  })),
  ...replacements.flatMap(([what, steps, takes]) =>
    modes.map((verity): WrittenScenario => {
      const reads = takes.includes(verity);
      return {
        title: `${what} in the place of a file's data ${reads ? "is read" : "is refused"} with verity=${verity}`,
        cites: [verity === "off" ? "fs-verity/3" : "fs-verity/2"],
        peers,
        needs: ["verity"],
        lowers: [[sealed("/f", data)]],
        mount: { metacopy: "on", verity },
        steps: [
          chmod("/f", 0o600),
          on("lower0", unlink("/f"), steps),
          remount(),
          lstat("/f", gives({ mode: 0o600, size: data.length })),
          reads ? readFile("/f") : open("r", "/f", ["O_RDONLY"], fails("EIO")),
        ],
      };
    }),
  ),
  ...ways.map(({ where, mount, lowers }): WrittenScenario => ({
    title: `data with verity ${where} is read where the digest that was recorded is its own`,
    cites: ["fs-verity/1", "fs-verity/5"],
    peers,
    needs: ["verity"],
    lowers: lowers(rightMark, (path) => sealed(path, data)),
    mount: { ...mount, verity: "require" },
    steps: [readFile("/f", gives(data))],
    merged: { f: is.file(data, { mode: 0o600 }) },
    upper: {},
  })),
  {
    title: "a recorded digest is carried on to the next copy of the attributes with verity=on",
    cites: ["fs-verity/4"],
    peers,
    needs: ["verity"],
    lowers: [marked("/f", rightMark), [sealed("/f", data)]],
    mount: { metacopy: "on", verity: "on" },
    steps: [chmod("/f", 0o640), readFile("/f", gives(data))],
    upper: { f: is.file(hole, { mode: 0o640, marks: recorded }) },
  },
  {
    title: "a file with verity that is renamed keeps its digest with verity=on",
    cites: ["fs-verity/1"],
    needs: ["verity"],
    lowers: [[sealed("/f", data)]],
    mount: { metacopy: "on", verity: "on", redirect_dir: "on" },
    steps: [rename("/f", "/g"), remount(), readFile("/g", gives(data))],
    merged: { g: is.file(data) },
  },
  {
    title: "a file with verity is written by copying all of it, and the copy has none",
    cites: ["non-directories/3", "fs-verity/1"],
    needs: ["verity"],
    lowers: [[sealed("/f", data)]],
    mount: { metacopy: "on", verity: "require" },
    steps: [
      on("lower0", open("l", "/f", ["O_WRONLY"], fails("EPERM"))),
      appendFile("/f", "!"),
      on("upper", open("u", "/f", ["O_RDONLY"])),
      measureVerity("u", fails("ENODATA")),
    ],
    merged: { f: `${data}!` },
    upper: { f: `${data}!` },
  },
  {
    title: "the overlay itself neither gives verity to a file nor tells its digest",
    cites: ["fs-verity/1"],
    why: "Whoever measures a file through the mount gets no answer: the digest is a matter of the layer.",
    needs: ["verity"],
    lowers: [[sealed("/f", data), file("/g", data)]],
    mount: { metacopy: "on", verity: "on" },
    steps: [
      open("f", "/f", ["O_RDONLY"]),
      measureVerity("f", fails("ENOTTY")),
      open("g", "/g", ["O_RDONLY"]),
      enableVerity("g", fails("ENOTTY")),
    ],
    merged: { f: data, g: data },
    upper: {},
  },
];
