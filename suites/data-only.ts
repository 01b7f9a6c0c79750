import { suite } from "../harness/language/index.ts";
import { changing, moving } from "./data-only/changing.ts";
import { elsewhere } from "./data-only/filesystems.ts";
import { finding, refusing } from "./data-only/finding.ts";

/** Lowers that only give data, to files above them that have the attributes. */
export default suite("data-only", [...finding, ...refusing, ...changing, ...moving, ...elsewhere]);
