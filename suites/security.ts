import { suite } from "../harness/language/index.ts";
import { bits } from "./security/bits.ts";
import { marks } from "./security/marks.ts";
import { mounts } from "./security/mounts.ts";
import { unmapped } from "./security/unmapped.ts";
import { work } from "./security/work.ts";

/** What must be refused: rights, files and marks that an overlay could give to who has no claim to them. */
export default suite("security", [...bits, ...marks, ...mounts, ...work, ...unmapped]);
