import { suite } from "../harness/language/index.ts";
import { changed } from "./copy-up-data/changes.ts";
import { full } from "./copy-up-data/full.ts";
import { copied } from "./copy-up-data/sizes.ts";

/** The bytes that a copy has: those of lower, what was written, and zero where nothing is. */
export default suite("copy-up-data", [...copied, ...changed, ...full]);
