import { suite } from "../harness/language/index.ts";
import { layers } from "./metacopy/layers.ts";
import { moves } from "./metacopy/moves.ts";
import { options } from "./metacopy/options.ts";
import { triggers } from "./metacopy/triggers.ts";

/** Copy-up of attributes alone, and when the data follows. A file of upper without its data is called a shell here. */
export default suite("metacopy", [...triggers, ...layers, ...moves, ...options]);
