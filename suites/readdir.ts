import { suite } from "../harness/language/index.ts";
import { every } from "./readdir/every.ts";
import { passes } from "./readdir/passes.ts";
import { seeking } from "./readdir/seeking.ts";

/** What a listing gives, in which pieces, and what it sees of changes. */
export default suite("readdir", [...every, ...passes, ...seeking]);
