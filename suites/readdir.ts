import { suite } from "../harness/language/index.ts";
import { every } from "./readdir/every.ts";

/** What a listing gives, in which pieces, and what it sees of changes. */
export default suite("readdir", [...every]);
