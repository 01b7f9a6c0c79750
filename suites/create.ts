import { suite } from "../harness/language/index.ts";
import { inheritance } from "./create/inheritance.ts";
import { nameless } from "./create/nameless.ts";
import { names } from "./create/names.ts";
import { others } from "./create/others.ts";
import { places } from "./create/places.ts";
import { stepsOfPrograms } from "./create/steps-of-programs.ts";

/** Making objects: where, by whom, with which mode, and where it is refused. */
export default suite("create", [
  ...places,
  ...inheritance,
  ...names,
  ...others,
  ...nameless,
  ...stepsOfPrograms,
]);
