import { suite } from "../harness/language/index.ts";
import { entries } from "./index-directory/entries.ts";
import { layers } from "./index-directory/layers.ts";
import { leftovers } from "./index-directory/leftovers.ts";

/** The index in the work directory: what it holds, what it binds together, and what is cleared. */
export default suite("index-directory", [...entries, ...layers, ...leftovers]);
