import { suite } from "../harness/language/index.ts";
import { syncs } from "./durability/syncs.ts";
import { volatile } from "./durability/volatile.ts";

/** What is synced, and mounts that sync nothing. */
export default suite("durability", [...syncs, ...volatile]);
