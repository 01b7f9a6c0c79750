import { suite } from "../harness/language/index.ts";
import { attributes } from "./copy-up-metadata/attributes.ts";
import { capabilities } from "./copy-up-metadata/capabilities.ts";
import { kinds } from "./copy-up-metadata/kinds.ts";
import { setIds } from "./copy-up-metadata/set-ids.ts";
import { times } from "./copy-up-metadata/times.ts";

/** What a copy has beside its data: owner, mode, times and attributes, to the last digit. */
export default suite("copy-up-metadata", [
  ...kinds,
  ...setIds,
  ...attributes,
  ...capabilities,
  ...times,
]);
