import type { Trace } from "../trace.ts";
import { contentSequences } from "./content.ts";
import { metadataSequences } from "./metadata.ts";
import { nameSequences } from "./names.ts";
import { openingSequences } from "./opening.ts";
import { systemSequences } from "./system.ts";
import { xattrSequences } from "./xattrs.ts";

export const sequences: Readonly<Record<string, (t: Trace) => void>> = {
  ...nameSequences,
  ...openingSequences,
  ...contentSequences,
  ...metadataSequences,
  ...xattrSequences,
  ...systemSequences,
};
