import { suite } from "../harness/language/index.ts";
import { becoming } from "./read-only/becoming.ts";
import { reading } from "./read-only/reading.ts";
import { refusals } from "./read-only/refusals.ts";

/** Overlays that cannot be written. */
export default suite("read-only", [...refusals, ...reading, ...becoming]);
