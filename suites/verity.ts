import { suite } from "../harness/language/index.ts";
import { copying } from "./verity/copying.ts";
import { opening } from "./verity/opening.ts";

/** Digests that metacopy files record, where the data below has no verity of its own. */
export default suite("verity", [...opening, ...copying]);
