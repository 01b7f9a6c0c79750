import type { Trace } from "../trace.ts";
import { contentSequences } from "./content.ts";
import { nameSequences } from "./names.ts";
import { openingSequences } from "./opening.ts";

export const sequences: Readonly<Record<string, (t: Trace) => void>> = {
  ...nameSequences,
  ...openingSequences,
  ...contentSequences,
};
