import { suite } from "../harness/language/index.ts";
import { powerLosses } from "./durability/power.ts";
import { synced } from "./durability/synced.ts";
import { syncs } from "./durability/syncs.ts";
import { volatile } from "./durability/volatile.ts";
import { writeback } from "./durability/writeback.ts";

/** What is synced, what that is worth without power, and mounts that sync nothing. */
export default suite("durability", [
  ...syncs,
  ...volatile,
  ...synced,
  ...powerLosses,
  ...writeback,
]);
