import { suite } from "../harness/language/index.ts";
import { attributes } from "./merge/attributes.ts";
import { middleLayers } from "./merge/middle-layers.ts";
import { names } from "./merge/names.ts";
import { paths } from "./merge/paths.ts";
import { attributesMore } from "./merge/statx.ts";
import { typeConflicts } from "./merge/type-conflicts.ts";

/** Which object a name leads to, over all layers, and whose attributes it has. */
export default suite("merge", [
  ...paths,
  ...attributes,
  ...middleLayers,
  ...names,
  ...typeConflicts,
  ...attributesMore,
]);
