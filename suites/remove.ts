import { suite } from "../harness/language/index.ts";
import { directories } from "./remove/directories.ts";
import { held } from "./remove/held.ts";
import { others } from "./remove/others.ts";
import { refused } from "./remove/refused.ts";
import { trees } from "./remove/trees.ts";

/** Removing names: of directories of any layers, of what is open, of whole trees, and where it is refused. */
export default suite("remove", [...directories, ...refused, ...held, ...trees, ...others]);
