import { suite } from "../harness/language/index.ts";
import { held, layers } from "./xwhiteout/layers.ts";
import { throughMounts } from "./xwhiteout/through-mounts.ts";
import { uses } from "./xwhiteout/uses.ts";

/** Whiteouts that are no devices: empty files with a mark, in directories that say so. */
export default suite("xwhiteout", [...layers, ...uses, ...throughMounts, held]);
