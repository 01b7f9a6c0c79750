import {
  chmod,
  fails,
  file,
  gives,
  lstat,
  open,
  readFile,
  succeeds,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, marked, modes, ways, withDigest } from "./digests.ts";

const peers = ["xfstests overlay/080", "xfstests overlay/089"];

/** Data without verity below it: with a recorded digest it cannot be the right one. */
const recording: readonly WrittenScenario[] = ways.flatMap(({ where, mount, lowers }) =>
  modes.map((verity) => {
    const opens = verity === "off";
    return {
      title: `data ${where} that has no verity ${opens ? "serves" : "fails"} a recorded digest with verity=${verity}`,
      cites: [opens ? "fs-verity/3" : "fs-verity/2", "fs-verity/1"],
      peers,
      needs: ["verity" as const],
      lowers: lowers(withDigest),
      mount: { ...mount, verity },
      steps: [
        lstat("/f", gives({ type: "file", mode: 0o600, size: data.length })),
        opens ? readFile("/f", gives(data)) : open("r", "/f", ["O_RDONLY"], fails("EIO")),
        open("w", "/f", ["O_WRONLY", "O_APPEND"], opens ? succeeds : fails("EIO")),
        lstat("/f", gives({ size: data.length })),
      ],
      ...(!opens && { upper: {} }),
    };
  }),
);

/** Files that record none. */
const bare: readonly WrittenScenario[] = ways.flatMap(({ where, mount, lowers }) =>
  modes.map((verity) => {
    const opens = verity !== "require";
    return {
      title: `data ${where} without a recorded digest is ${opens ? "read" : "refused"} with verity=${verity}`,
      cites: [opens ? (verity === "on" ? "fs-verity/4" : "fs-verity/3") : "fs-verity/5"],
      peers,
      needs: ["verity" as const],
      lowers: lowers(""),
      mount: { ...mount, verity },
      steps: [
        lstat("/f", gives({ type: "file", mode: 0o600, size: data.length })),
        opens ? readFile("/f", gives(data)) : open("r", "/f", ["O_RDONLY"], fails("EIO")),
      ],
      upper: {},
    };
  }),
);

/** Marks too short for what they would have to say. */
const malformed: readonly (readonly [string, string])[] = [
  ["of one byte", "00"],
  ["of three bytes", "000300"],
];

/** Marks that are found bad when the digest is wanted. */
const unusable: readonly (readonly [string, string])[] = [
  ["of another version", `01240001${"ab".repeat(32)}`],
  ["with unknown flags", `00240101${"ab".repeat(32)}`],
  ["whose length is not its own", `00200001${"ab".repeat(32)}`],
];

export const opening: readonly WrittenScenario[] = [
  ...recording,
  ...bare,
  ...malformed.map(([what, hex]): WrittenScenario => ({
    title: `a mark ${what} is an error whatever is asked of the file`,
    cites: ["fs-verity/1", "measured/90"],
    needs: ["verity"],
    lowers: [marked("/f", { hex }), [file("/f", data)]],
    mount: { metacopy: "on", verity: "on" },
    unruly: ["listed-exists"],
    steps: [lstat("/f", fails("EIO")), open("r", "/f", ["O_RDONLY"], fails("EIO"))],
    upper: {},
  })),
  ...unusable.map(([what, hex]): WrittenScenario => ({
    title: `a mark ${what} is an error when the file is opened`,
    cites: ["fs-verity/1", "fs-verity/2", "measured/90"],
    needs: ["verity"],
    lowers: [marked("/f", { hex }), [file("/f", data)]],
    mount: { metacopy: "on", verity: "on" },
    steps: [
      lstat("/f", gives({ mode: 0o600, size: data.length })),
      open("r", "/f", ["O_RDONLY"], fails("EIO")),
      chmod("/f", 0o640, fails("EIO")),
    ],
    upper: {},
  })),
];
