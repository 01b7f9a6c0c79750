import { suite } from "../harness/language/index.ts";
import { held, layers } from "./xwhiteout/layers.ts";
import { throughMounts } from "./xwhiteout/through-mounts.ts";
import { uses } from "./xwhiteout/uses.ts";

const all = [...layers, ...uses, ...throughMounts, held];

/** Whiteouts that are no devices: empty files with a mark, in directories that say so. Linux has them since 6.7. */
export default suite(
  "xwhiteout",
  all.map((each) => ({ ...each, needs: [...(each.needs ?? []), "xwhiteouts" as const] })),
);
