import { type Credentials, capable } from "../vfs/credentials.ts";
import type { MountSurroundings } from "../vfs/filesystem-type.ts";
import { fail } from "../vfs/posix-error.ts";
import { Claims } from "./claims.ts";
import type { Directories } from "./directories.ts";
import { cleanIndex } from "./index-entries.ts";
import { stackLayers } from "./layers.ts";
import { type Decided, OverlayMount } from "./mounted.ts";
import { openIndex, openUpper } from "./open-upper.ts";
import type { Settings } from "./options.ts";
import type { Mounted } from "./structure.ts";
import { settleUuid } from "./uuid.ts";

/* Mounting of an overlay from what its options said. Source: ovl_fill_super. */

export interface MountRequest {
  readonly surroundings: MountSurroundings;
  readonly directories: Directories;
  /** Without conflicts; loses what the layers do not support. */
  readonly settings: Settings;
  readonly mounter: Credentials;
  readonly readonly: boolean;
}

/** EINVAL, ELOOP, EBUSY, ESTALE, and what the filesystem of upper says. */
export function mountOverlay(request: MountRequest): Mounted {
  const claims = new Claims();
  try {
    const mounted = new OverlayMount(decide(request, claims));
    if (mounted.indexdir !== undefined) cleanIndex(mounted, mounted.indexdir);
    checkOverlaps(request, claims);
    return mounted;
  } catch (error) {
    claims.release();
    throw error;
  }
}

function decide(request: MountRequest, claims: Claims): Decided {
  const { surroundings, directories, settings, mounter } = request;
  const [lower] = directories.lowers;
  if (lower === undefined) fail("EINVAL");
  const device = surroundings.newDevice();
  const may = (capability: "CAP_SYS_ADMIN" | "CAP_DAC_READ_SEARCH"): boolean =>
    surroundings.initial && capable(mounter, capability);
  const { hearers } = surroundings;
  const marking = settings.userxattr
    ? { prefix: "user.overlay.", privileged: true, hearers }
    : { prefix: "trusted.overlay.", privileged: may("CAP_SYS_ADMIN"), hearers };
  const decodesHandles = may("CAP_DAC_READ_SEARCH");
  const opening = { ...request, claims, marking, decodesHandles };
  const { writable, ...upperCan } = openUpper(opening);
  const stack = stackLayers(opening);
  const top = stack.upper?.root;
  const hasUuid = settings.uuid === "on" || settings.uuid === "auto";
  const uuid = top !== undefined && hasUuid ? settleUuid(settings, marking, top) : undefined;
  const indexed = writable !== undefined && settings.index === "on";
  const handles = { config: settings, decodesHandles };
  const indexdir = indexed ? openIndex(opening, handles, writable, lower.place.inode) : undefined;
  const workdir = indexed ? indexdir : writable?.workdir;
  if (workdir === undefined) {
    settings.index = "off";
    if (top !== undefined) settings.nfs_export = "off";
  }
  const readonly = request.readonly || workdir === undefined;
  const fixed = { ...opening, ...upperCan, ...marking };
  const topmost = top ?? lower.place.inode;
  return { ...fixed, topmost, device, stack, uuid, workdir, indexdir, readonly };
}

/** Whether layers are in each other, or in the upper or work of another mount. */
function checkOverlaps({ directories, settings }: MountRequest, claims: Claims): void {
  const exclusive = settings.index === "on";
  for (const writable of [directories.upper, directories.upper && directories.work]) {
    if (writable) claims.checkAbove(writable.place.inode, false, exclusive);
  }
  for (const { place } of directories.lowers) claims.checkAbove(place.inode, true, exclusive);
}
