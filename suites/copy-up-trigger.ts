import { suite } from "../harness/language/index.ts";
import { attributes } from "./copy-up-trigger/attributes.ts";
import { denied } from "./copy-up-trigger/denied.ts";
import { descriptors } from "./copy-up-trigger/descriptors.ts";
import { fileReading } from "./copy-up-trigger/file-reading.ts";
import { names } from "./copy-up-trigger/names.ts";
import { opens } from "./copy-up-trigger/opens.ts";
import { parents } from "./copy-up-trigger/parents.ts";
import { reading } from "./copy-up-trigger/reading.ts";
import { refused } from "./copy-up-trigger/refused.ts";
import { sizes } from "./copy-up-trigger/sizes.ts";
import { xattrs } from "./copy-up-trigger/xattrs.ts";

/** Which calls copy an object of lower up, for every type of object, and which do not. */
export default suite("copy-up-trigger", [
  ...opens,
  ...sizes,
  ...attributes,
  ...xattrs,
  ...descriptors,
  ...names,
  ...parents,
  ...reading,
  ...fileReading,
  ...denied,
  ...refused,
]);
