import { suite } from "../harness/language/index.ts";
import { absence } from "./whiteout/absence.ts";
import { creation, removedAgain } from "./whiteout/creation.ts";
import { directories } from "./whiteout/directories.ts";
import { exposure } from "./whiteout/exposure.ts";
import { layers } from "./whiteout/layers.ts";
import { moves } from "./whiteout/moves.ts";
import { owners } from "./whiteout/owners.ts";
import { removal } from "./whiteout/removal.ts";

/** What stands in upper for a name that was removed: made, hidden, kept and replaced. */
export default suite("whiteout", [
  ...removal,
  ...creation,
  ...removedAgain,
  ...directories,
  ...owners,
  ...moves,
  ...layers,
  ...exposure,
  ...absence,
]);
