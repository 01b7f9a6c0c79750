import {
  dir,
  fails,
  file,
  gives,
  lstat,
  on,
  readFile,
  remount,
  rename,
  when,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

/**
 * The origin of a copy leads to the lower file. Where an edit lets both be seen, each under a name, the kernel has one
 * inode for the two of them, and the one that comes second finds it taken.
 */
export const aliases: readonly WrittenScenario[] = [
  {
    title: "a lower file that was moved from under its copy reads as the copy while that is in use",
    cites: ["changes-to-underlying-filesystems/5", "measured/underlying/5"],
    mount: plain,
    observe: "end",
    unruly: ["listed-exists"],
    lowers: [[file("/f", "lower")]],
    steps: [
      writeFile("/f", "upper"),
      on("lower0", rename("/f", "/g")),
      remount(),
      readFile("/f", gives("upper")),
      readFile("/g", when("origin", gives("upper"), gives("lower"))),
    ],
    upper: { f: "upper" },
  },
  {
    title: "a copy that was moved away from its lower file is ESTALE while that is in use",
    cites: ["changes-to-underlying-filesystems/5", "measured/underlying/5"],
    mount: plain,
    observe: "end",
    unruly: ["listed-exists"],
    lowers: [[file("/f", "lower"), dir("/d")]],
    steps: [
      writeFile("/f", "upper"),
      on("upper", rename("/f", "/g")),
      remount(),
      readFile("/f", gives("lower")),
      lstat("/g", when("origin", fails("ESTALE"), gives({ size: 5 }))),
    ],
    upper: { g: "upper" },
  },
];
