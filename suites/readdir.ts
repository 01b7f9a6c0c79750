import { suite } from "../harness/language/index.ts";
import { contents } from "./readdir/contents.ts";
import { every } from "./readdir/every.ts";
import { passes } from "./readdir/passes.ts";
import { refused } from "./readdir/refused.ts";
import { seeking } from "./readdir/seeking.ts";

/** What a listing gives, in which pieces, and what it sees of changes. */
export default suite("readdir", [...every, ...passes, ...seeking, ...contents, ...refused]);
