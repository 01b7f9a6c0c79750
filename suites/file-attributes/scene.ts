import {
  close,
  dir,
  fails,
  file,
  lstat,
  on,
  open,
  setflags,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Flags } from "../../harness/language/construct/make.ts";
import type { inodeFlags } from "../../harness/language/flags.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

export type Provenance = "lower" | "upper";

/** Sets exactly these flags, through a descriptor that reads. */
export const flagged = (path: string, flags: Flags<typeof inodeFlags>): Steps => [
  open("$", path, ["O_RDONLY"]),
  setflags("$", flags),
  close("$"),
];

/** The protections, by what chattr(1) calls them. */
export const protections = [
  { flag: "FS_IMMUTABLE_FL", word: "an immutable", letter: "i" },
  { flag: "FS_APPEND_FL", word: "an append-only", letter: "a" },
] as const;

export type Protection = (typeof protections)[number];

/** A file and a directory with something in it, beside another file that goes over them. */
export const objects = [
  file("/f", "0123"),
  file("/other", "o"),
  dir("/d"),
  file("/d/x", "x"),
  dir("/d/s"),
];
export const untouched = { f: "0123", other: "o", d: { s: {}, x: "x" } };

/** A layer with a protected object, where the flag is taken off again so that the layers can be removed. */
export function protecting(
  provenance: Provenance,
  path: string,
  { flag }: Protection,
): Pick<WrittenScenario, "lowers" | "upperBefore" | "mount" | "observe" | "needs"> & {
  readonly unprotect: Steps;
} {
  const layer = [objects, flagged(path, [flag])];
  const lowered = provenance === "lower";
  return {
    needs: ["samefs"],
    mount: plain,
    observe: "end",
    lowers: lowered ? [layer] : [[]],
    ...(!lowered && { upperBefore: layer }),
    unprotect: on(lowered ? "lower0" : "upper", flagged(path, [])),
  };
}

/** What is refused leaves a lower object where it is. */
export const notCopied = (provenance: Provenance, path: string): Steps =>
  provenance === "lower" ? on("upper", lstat(path, fails("ENOENT"))) : [];
