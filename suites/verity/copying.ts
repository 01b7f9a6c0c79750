import {
  appendFile,
  chmod,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  on,
  open,
  readFile,
  remount,
  rename,
  setxattr,
  truncate,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, digestMark, hole, marked, modes, withDigest } from "./digests.ts";

const peers = ["xfstests overlay/080"];

/** What is copied up by a change of attributes where the source has no verity. */
export const copying: readonly WrittenScenario[] = [
  ...modes.map((verity): WrittenScenario => {
    const whole = verity === "require";
    return {
      title: `chmod of a file without verity copies up ${whole ? "all of it" : "its attributes"} with verity=${verity}`,
      cites: [whole ? "fs-verity/5" : verity === "on" ? "fs-verity/4" : "fs-verity/3"],
      peers,
      needs: ["verity"],
      lowers: [[file("/f", data)]],
      mount: { metacopy: "on", verity },
      steps: [
        chmod("/f", 0o600),
        readFile("/f", gives(data)),
        remount(),
        readFile("/f", gives(data)),
      ],
      merged: { f: is.file(data, { mode: 0o600 }) },
      upper: {
        f: whole
          ? is.file(data, { mode: 0o600 })
          : is.file(hole, { mode: 0o600, marks: { metacopy: "" } }),
      },
    };
  }),
  {
    title: "a recorded digest is not carried on with verity=off",
    cites: ["fs-verity/3"],
    peers,
    needs: ["verity"],
    lowers: [marked("/f", withDigest), [file("/f", data)]],
    mount: { metacopy: "on", verity: "off" },
    steps: [chmod("/f", 0o640), readFile("/f", gives(data))],
    upper: { f: is.file(hole, { mode: 0o640, marks: { metacopy: "" } }) },
  },
  {
    title: "a file whose digest is wrong cannot be changed in attributes with verity=on",
    cites: ["fs-verity/2"],
    peers,
    needs: ["verity"],
    lowers: [marked("/f", withDigest), [file("/f", data)]],
    mount: { metacopy: "on", verity: "on" },
    steps: [
      chmod("/f", 0o640, fails("EIO")),
      truncate("/f", 0, fails("EIO")),
      rename("/f", "/g", fails("EIO")),
    ],
    upper: {},
  },
  {
    title: "a file whose digest is wrong can be removed",
    cites: ["fs-verity/2", "whiteouts-and-opaque-directories/1"],
    needs: ["verity"],
    lowers: [marked("/f", withDigest), [file("/f", data)]],
    mount: { metacopy: "on", verity: "on" },
    steps: [unlink("/f"), list("/", gives([]))],
    merged: {},
    upper: { f: whiteout },
  },
  {
    title: "a shell of upper with a wrong digest is refused after another mount with verity=on",
    cites: ["fs-verity/1", "fs-verity/2"],
    peers,
    needs: ["verity"],
    lowers: [[file("/f", data)]],
    upperBefore: marked("/f", withDigest),
    mount: { metacopy: "on", verity: "on" },
    steps: [
      lstat("/f", gives({ mode: 0o600 })),
      open("r", "/f", ["O_RDONLY"], fails("EIO")),
      on("upper", setxattr("/f", "overlay:metacopy", "")),
      remount(),
      readFile("/f", gives(data)),
    ],
    upper: { f: is.file(hole, { mode: 0o600, marks: { metacopy: "" } }) },
  },
  {
    title: "a shell of upper with a digest keeps it when its attributes change with verity=off",
    cites: ["fs-verity/3", "metadata-only-copy-up/1"],
    needs: ["verity"],
    lowers: [[file("/f", data)]],
    upperBefore: marked("/f", withDigest),
    mount: { metacopy: "on", verity: "off" },
    steps: [chmod("/f", 0o640), readFile("/f", gives(data))],
    upper: { f: is.file(hole, { mode: 0o640, marks: { metacopy: digestMark } }) },
  },
  {
    title: "writing brings the data and takes the digest away",
    cites: ["metadata-only-copy-up/2", "fs-verity/3"],
    peers,
    needs: ["verity"],
    lowers: [[file("/f", data)]],
    upperBefore: marked("/f", withDigest),
    mount: { metacopy: "on", verity: "off" },
    steps: [appendFile("/f", "!")],
    merged: { f: is.file(`${data}!`, { mode: 0o600 }) },
    upper: { f: is.file(`${data}!`, { mode: 0o600 }) },
  },
];
