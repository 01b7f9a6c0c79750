import { suite } from "../harness/language/index.ts";
import { across } from "./lock/across.ts";
import { holding } from "./lock/holding.ts";
import { leases } from "./lock/leases.ts";
import { places } from "./lock/places.ts";

/** Locks and leases: what a copy-up leaves of them, and who sees them. */
export default suite("lock", [...across, ...holding, ...places, ...leases]);
