import { suite } from "../harness/language/index.ts";
import { connected } from "./export/connected.ts";
import { filesystems } from "./export/filesystems.ts";
import { finding } from "./export/finding.ts";
import { mounts } from "./export/mounts.ts";
import { names } from "./export/names.ts";

/** Handles of what an overlay shows, and where they lead later. */
export default suite("export", [...finding, ...names, ...mounts, ...filesystems, ...connected]);
