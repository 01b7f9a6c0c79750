import { suite } from "../harness/language/index.ts";
import { copying } from "./verity/copying.ts";
import { opening } from "./verity/opening.ts";
import { sealedFiles } from "./verity/sealed.ts";

/** Digests that metacopy files record, of data that has verity or has not. */
export default suite("verity", [...opening, ...copying, ...sealedFiles]);
