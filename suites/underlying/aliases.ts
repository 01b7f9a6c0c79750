import {
  dir,
  fails,
  file,
  gives,
  lstat,
  on,
  open,
  read,
  readFile,
  remount,
  rename,
  when,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";
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
  ...(["f", "g"] as const).map((first): WrittenScenario => {
    const second = first === "f" ? "g" : "f";
    return {
      title: `of two copies of one lower file the one that is asked for first is it, and the other ESTALE: ${first}`,
      cites: ["changes-to-underlying-filesystems/5", "measured/underlying/5"],
      why: "With one identity for both, a program that compares would take them for one file.",
      peers: ["xfstests overlay/059"],
      needs: ["origin", "trusted_xattr"],
      mount: "none",
      observe: "end",
      // A listing ends with ESTALE at the other one: what comes before it is up to upper's filesystem.
      unruly: ["listed-exists", "existing-is-listed"],
      lowers: [],
      steps: [
        // Two overlays over one lower make two copies with one origin. One of them is put beside the other.
        inRoot(
          ["l", "u2", "w2", "m2"].map((name) => dir(`/${name}`)),
          file("/l/f", "lower"),
        ),
        overlay(writable("/l", "index=off")),
        writeFile("/f", "copy f"),
        unmounted(),
        overlay("lowerdir=/l,upperdir=/u2,workdir=/w2,index=off", undefined, "/m2"),
        inRoot(writeFile("/m2/f", "copy g")),
        unmounted("/m2"),
        inRoot(rename("/u2/f", "/upper/g")),
        overlay(writable("/l", "index=off")),
        open("held", `/${first}`, ["O_RDONLY"]),
        read("held", 9, gives(`copy ${first}`)),
        // It stays open: what nobody holds may be forgotten, and then the other one is it.
        lstat(`/${second}`, fails("ESTALE")),
        open("other", `/${second}`, ["O_RDONLY"], fails("ESTALE")),
      ],
    };
  }),
];
