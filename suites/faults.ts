import { suite } from "../harness/language/index.ts";
import { failedDisks } from "./faults/failed-disks.ts";
import { killed } from "./faults/killed.ts";
import { lostSectors } from "./faults/lost-sectors.ts";
import { quotas } from "./faults/quota.ts";
import { readOnly } from "./faults/read-only.ts";
import { refusedReads } from "./faults/refused-reads.ts";
import { space } from "./faults/space.ts";

/** Errors of the filesystems below: no half of anything is seen, and nothing is left behind. */
export default suite("faults", [
  ...space,
  ...quotas,
  ...readOnly,
  ...refusedReads,
  ...killed,
  ...failedDisks,
  ...lostSectors,
]);
