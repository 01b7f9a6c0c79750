import {
  appendFile,
  fails,
  fiemap,
  file,
  fstat,
  gives,
  on,
  open,
  truncate,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

/** Whole blocks of every filesystem, and too much to be kept in the inode. */
const block = 65_536;
const base = { cites: ["non-directories/4"], needs: ["extents"], mount: plain } as const;

/** Where the data is: FS_IOC_FIEMAP asks the file that has it at the moment. */
export const extents: readonly WrittenScenario[] = [
  {
    title:
      "extents are those of lower's file, and after copy-up of upper's, by the old descriptor too",
    ...base,
    lowers: [[file("/f", { fill: "l", size: block }, 0o640)]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      fiemap("r", gives(block)),
      on("upper", open("u", "/f", ["O_RDONLY"], fails("ENOENT"))),
      appendFile("/f", { fill: "u", size: block }),
      fiemap("r", gives(2 * block)),
      fstat("r", gives({ size: 2 * block })),
      on("upper", open("u", "/f", ["O_RDONLY"])),
      fiemap("u", gives(2 * block)),
    ],
  },
  {
    title: "a file that was emptied on copy-up has no extents, and its lower one keeps its own",
    ...base,
    lowers: [[file("/f", { fill: "l", size: block })]],
    steps: [
      open("r", "/f", ["O_RDONLY"]),
      truncate("/f", 0),
      fiemap("r", gives(0)),
      on("lower0", open("l", "/f", ["O_RDONLY"])),
      fiemap("l", gives(block)),
    ],
  },
];
