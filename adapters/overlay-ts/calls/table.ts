import { credentialCalls } from "./credentials.ts";
import { descriptorCalls } from "./descriptors.ts";
import { directoryCalls } from "./directories.ts";
import type { Handlers } from "./handler.ts";
import { lockCalls } from "./locks.ts";
import { metadataCalls } from "./metadata.ts";
import { mountingCalls } from "./mounting.ts";
import { nameCalls } from "./names.ts";
import { syncCalls } from "./sync.ts";
import { transferCalls } from "./transfer.ts";
import { xattrCalls } from "./xattrs.ts";

/** All that can be called: the rest answers ENOSYS. */
export const handlers: Handlers = {
  ...credentialCalls,
  ...descriptorCalls,
  ...directoryCalls,
  ...lockCalls,
  ...metadataCalls,
  ...mountingCalls,
  ...nameCalls,
  ...syncCalls,
  ...transferCalls,
  ...xattrCalls,
};
