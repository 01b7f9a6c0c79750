import { suite } from "../harness/language/index.ts";
import { capabilities } from "./permission/capabilities.ts";
import { denied } from "./permission/denied.ts";
import { owners } from "./permission/owners.ts";
import { rules } from "./permission/rules.ts";

/** Who may do what through the mount, before copy-up and after. */
export default suite("permission", [...denied, ...owners, ...rules, ...capabilities]);
