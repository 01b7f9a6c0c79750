import {
  dir,
  file,
  getdents64,
  gives,
  lseek,
  oneOf,
  open,
  readdir,
} from "../../harness/language/index.ts";
import type { Step } from "../../harness/language/step.ts";
/** A directory of both layers, opened as `r`. */
export const both = {
  lowers: [[dir("/d"), file("/d/a", "a"), file("/d/b", "b")]],
  upperBefore: [dir("/d"), file("/d/u", "u")],
};

export const opened = open("r", "/d", ["O_RDONLY", "O_DIRECTORY"]);

/** Begins a pass: the buffer holds one entry, whose name depends on the order of the filesystem. */
export const begun = getdents64("r", 24, gives([{ off: "1" }]));

/** The rest of a pass that was begun: all of these, but for the one that may have been given already. */
export const rest = (...names: readonly string[]): Step =>
  readdir(
    "r",
    oneOf(gives(names), ...names.map((given) => gives(names.filter((name) => name !== given)))),
  );

export const rewind = lseek("r", 0, "SEEK_SET", gives(0));
