import { suite } from "../harness/language/index.ts";
import { descriptors } from "./readdir/descriptors.ts";
import { entries } from "./readdir/entries.ts";
import { merging } from "./readdir/merging.ts";
import { passes } from "./readdir/passes.ts";
import { positions } from "./readdir/positions.ts";
import { removal } from "./readdir/removal.ts";

/** Listings: which names, in which order, how often, and what a listing that has begun shows of changes. */
export default suite("readdir", [
  ...merging,
  ...passes,
  ...removal,
  ...positions,
  ...descriptors,
  ...entries,
]);
