import { suite } from "../harness/language/index.ts";
import { hiding } from "./opaque/hiding.ts";
import { making } from "./opaque/making.ts";
import { moving } from "./opaque/moving.ts";
import { markValues, newDirectories } from "./opaque/values.ts";

/** Directories that hide those below them: what they hide, and how they come about. */
export default suite("opaque", [...hiding, ...making, ...moving, ...markValues, ...newDirectories]);
