import type { Trace } from "../trace.ts";
import { contentSequences } from "./content.ts";
import { eventSequences } from "./events.ts";
import { lockSequences } from "./locks.ts";
import { mappingSequences } from "./mappings.ts";
import { metadataSequences } from "./metadata.ts";
import { descriptorMountSequences } from "./mount-descriptors.ts";
import { mountSequences } from "./mounts.ts";
import { namelessSequences } from "./nameless.ts";
import { nameSequences } from "./names.ts";
import { openingSequences } from "./opening.ts";
import { privilegeSequences } from "./privileges.ts";
import { rangeSequences } from "./ranges.ts";
import { statusSequences } from "./status.ts";
import { xattrSequences } from "./xattrs.ts";

export const sequences: Readonly<Record<string, (t: Trace) => void>> = {
  ...contentSequences,
  ...eventSequences,
  ...lockSequences,
  ...mappingSequences,
  ...metadataSequences,
  ...descriptorMountSequences,
  ...mountSequences,
  ...namelessSequences,
  ...nameSequences,
  ...openingSequences,
  ...privilegeSequences,
  ...rangeSequences,
  ...statusSequences,
  ...xattrSequences,
};
