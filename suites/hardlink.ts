import { suite } from "../harness/language/index.ts";
import { behind } from "./hardlink/behind.ts";
import { broken } from "./hardlink/broken.ts";
import { indexed } from "./hardlink/indexed.ts";
import { together } from "./hardlink/indexed-together.ts";
import { linking } from "./hardlink/linking.ts";
import { refused } from "./hardlink/refused.ts";
import { sequences } from "./hardlink/sequences.ts";

/** Several names of one object: made, refused, parted by copy-up, and kept together by an index. */
export default suite("hardlink", [
  ...linking,
  ...refused,
  ...sequences,
  ...broken,
  ...indexed,
  ...together,
  ...behind,
]);
