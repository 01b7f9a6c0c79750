import { suite } from "../harness/language/index.ts";
import { marks } from "./user-namespace/marks.ts";
import { ownMarks } from "./user-namespace/own-marks.ts";
import { mounting } from "./user-namespace/mounting.ts";

/**
 * What a mount can be and do in the initial user namespace and in another. Each scenario says both: which of them is
 * tried depends on who runs it.
 */
export default suite("user-namespace", [...mounting, ...marks, ...ownMarks]);
