import { suite } from "../harness/language/index.ts";
import { copyUp } from "./acl/copy-up.ts";
import { directories } from "./acl/directories.ts";
import { files } from "./acl/files.ts";
import { owning } from "./acl/owning.ts";
import { settable } from "./acl/settable.ts";
import { working } from "./acl/working.ts";
import { malformed } from "./acl/malformed.ts";

/** Access control lists through the mount. */
export default suite("acl", [
  ...files,
  ...owning,
  ...directories,
  ...copyUp,
  ...working,
  ...settable,
  ...malformed,
]);
