import { credentialCalls } from "./credentials.ts";
import { descriptorCalls } from "./descriptors.ts";
import { directoryCalls } from "./directories.ts";
import type { Handlers } from "./handler.ts";
import { handleCalls } from "./handles.ts";
import { inodeFlagCalls } from "./inode-flags.ts";
import { lockCalls } from "./locks.ts";
import { memoryCalls } from "./memory.ts";
import { metadataCalls } from "./metadata.ts";
import { mountDescriptorCalls } from "./mount-descriptors.ts";
import { mountingCalls } from "./mounting.ts";
import { nameCalls } from "./names.ts";
import { notifyCalls } from "./notify.ts";
import { socketCalls } from "./sockets.ts";
import { syncCalls } from "./sync.ts";
import { transferCalls } from "./transfer.ts";
import { xattrCalls } from "./xattrs.ts";

/** All that can be called: the rest answers ENOSYS. */
export const handlers: Handlers = {
  ...credentialCalls,
  ...descriptorCalls,
  ...directoryCalls,
  ...handleCalls,
  ...inodeFlagCalls,
  ...lockCalls,
  ...memoryCalls,
  ...metadataCalls,
  ...mountDescriptorCalls,
  ...mountingCalls,
  ...nameCalls,
  ...notifyCalls,
  ...socketCalls,
  ...syncCalls,
  ...transferCalls,
  ...xattrCalls,
};
