import { dir, file } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot, writable } from "../by-hand.ts";

/** Two lowers with a file of one name, and directories for a second overlay. */
export const scene: Steps = inRoot(
  ["l1", "l2", "u2", "w2"].map((name) => dir(`/${name}`)),
  ["l1", "l2"].map((name) => file(`/${name}/f`, name)),
);

/** A mount of the upper over these lowers. */
export const over = (lower: string, more = ""): string => writable(lower, more);
