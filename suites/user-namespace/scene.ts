import { dir, file } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot } from "../by-hand.ts";

/** A file, a directory with a file, and an empty directory in the one lower; another lower beside it. */
export const scene: Steps = inRoot(
  dir("/l"),
  dir("/m"),
  file("/l/f", "f"),
  dir("/l/d"),
  file("/l/d/a", "a"),
  dir("/l/e"),
);

export const ordinary = "lowerdir=/l,upperdir=/upper,workdir=/work";
