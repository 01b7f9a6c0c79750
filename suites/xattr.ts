import { suite } from "../harness/language/index.ts";
import { namespaces } from "./xattr/namespaces.ts";
import { foreign, privates } from "./xattr/private.ts";
import { values } from "./xattr/values.ts";

/** Extended attributes through the mount, and those that the mount keeps for itself. */
export default suite("xattr", [...values, ...namespaces, ...privates, ...foreign]);
