import { suite } from "../harness/language/index.ts";
import { changes } from "./fsid/changes.ts";
import { identity } from "./fsid/identity.ts";
import { numbers } from "./fsid/numbers.ts";

/** What an overlay says of itself to statfs(2). */
export default suite("fsid", [...identity, ...changes, ...numbers]);
