import { suite } from "../harness/language/index.ts";
import { attributes } from "./copy-up-trigger/attributes.ts";
import { copies } from "./copy-up-trigger/copies.ts";
import { denied } from "./copy-up-trigger/denied.ts";
import { descriptors } from "./copy-up-trigger/descriptors.ts";
import { fileReading } from "./copy-up-trigger/file-reading.ts";
import { inside } from "./copy-up-trigger/inside.ts";
import { keeping } from "./copy-up-trigger/keeping.ts";
import { metadata } from "./copy-up-trigger/metadata.ts";
import { names } from "./copy-up-trigger/names.ts";
import { opening } from "./copy-up-trigger/opening.ts";
import { opens } from "./copy-up-trigger/opens.ts";
import { others } from "./copy-up-trigger/others.ts";
import { parents } from "./copy-up-trigger/parents.ts";
import { provenance } from "./copy-up-trigger/provenance.ts";
import { reading } from "./copy-up-trigger/reading.ts";
import { refused } from "./copy-up-trigger/refused.ts";
import { scenarios } from "./copy-up-trigger/row.ts";
import { sizes } from "./copy-up-trigger/sizes.ts";
import { writing } from "./copy-up-trigger/writing.ts";
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
  ...scenarios([...opening, ...writing, ...metadata]),
  ...inside,
  ...others,
  ...copies,
  ...keeping,
  ...provenance,
]);
