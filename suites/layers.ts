import { suite } from "../harness/language/index.ts";
import { bareUpper } from "./layers/bare.ts";
import { foldingLayers } from "./layers/folding.ts";
import { later } from "./layers/later.ts";
import { ownNames } from "./layers/own-names.ts";
import { places } from "./layers/places.ts";
import { propagation } from "./layers/propagation.ts";
import { sharing } from "./layers/sharing.ts";
import { together } from "./layers/together.ts";
import { untypedUppers } from "./layers/untyped.ts";
import { untypedLowers } from "./layers/untyped-lower.ts";

/** What layers may be to each other, to other mounts, and to later ones. */
export default suite("layers", [
  ...sharing,
  ...later,
  ...places,
  ...propagation,
  ...together,
  ...foldingLayers,
  ...untypedUppers,
  ...untypedLowers,
  ...bareUpper,
  ...ownNames,
]);
