import { suite } from "../harness/language/index.ts";
import { contents } from "./readdir/contents.ts";
import { crowds } from "./readdir/crowds.ts";
import { descriptors } from "./readdir/descriptors.ts";
import { entries } from "./readdir/entries.ts";
import { every } from "./readdir/every.ts";
import { meanwhile } from "./readdir/meanwhile.ts";
import { merging } from "./readdir/merging.ts";
import { passes } from "./readdir/passes.ts";
import { positions } from "./readdir/positions.ts";
import { refused } from "./readdir/refused.ts";
import { removal } from "./readdir/removal.ts";
import { seeking } from "./readdir/seeking.ts";

/** Listings: which names, in which order, how often, and what a listing that has begun shows of changes. */
export default suite("readdir", [
  ...merging,
  ...passes,
  ...removal,
  ...positions,
  ...descriptors,
  ...entries,
  ...every,
  ...meanwhile,
  ...seeking,
  ...contents,
  ...crowds,
  ...refused,
]);
