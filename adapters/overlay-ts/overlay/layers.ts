import type { FileSystem, Inode } from "../vfs/inode.ts";
import type { MountSurroundings } from "../vfs/filesystem-type.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Claims } from "./claims.ts";
import type { Directories } from "./directories.ts";
import { sameBytes } from "./handle.ts";
import type { Settings } from "./options.ts";
import type { Config, Layer } from "./structure.ts";

/*
 * The layers and their filesystems: whether the lowers may be combined, and what the filesystems let the overlay do.
 * Source: ovl_get_lowerstack, ovl_get_layers, ovl_get_fsid; overlayfs.rst, "Inode properties", "NFS export".
 */

/** FILESYSTEM_MAX_STACK_DEPTH */
const deepestStack = 2;

/** One of the different filesystems of the layers; the first stands for upper's, whether there is one or not. */
interface LayerFilesystem {
  readonly filesystem: FileSystem | undefined;
  readonly pseudoDevice: number;
  hasLower: boolean;
  sharedUuid: boolean;
}

export interface Stack {
  readonly upper: Layer | undefined;
  readonly lowers: readonly Layer[];
  readonly xinoBits: Config["xinoBits"];
  readonly depth: number;
}

export interface Stacking {
  readonly surroundings: MountSurroundings;
  readonly directories: Directories;
  /** Loses what the filesystems do not support. */
  readonly settings: Settings;
  readonly claims: Claims;
  readonly decodesHandles: boolean;
}

/** EINVAL for too few or too deep, ELOOP for overlapping ones, EBUSY for those of others. */
export function stackLayers(stacking: Stacking): Stack {
  const { lowers, dataOnly, upper } = stacking.directories;
  if (upper === undefined && lowers.length === 1) fail("EINVAL");
  if (lowers.length === dataOnly) fail("EINVAL");
  for (const { place } of lowers) needHandles(stacking, place.inode.filesystem);
  const depth = 1 + Math.max(...lowers.map(({ place }) => place.inode.filesystem.stackDepth));
  if (depth > deepestStack) fail("EINVAL");
  return { ...makeLayers(stacking), depth };
}

/** Index and export identify lower objects by file handles, and numbers that last do. */
function needHandles(stacking: Stacking, filesystem: FileSystem): void {
  if (givesHandles(filesystem, stacking.decodesHandles)) return;
  const { settings, directories } = stacking;
  if (directories.upper !== undefined && settings.xino === "auto") settings.xino = "off";
  settings.index = "off";
  settings.nfs_export = "off";
}

export function givesHandles(filesystem: FileSystem, decodesHandles: boolean): boolean {
  return decodesHandles && filesystem.encodeHandle(filesystem.root) !== undefined;
}

function makeLayers(stacking: Stacking): Omit<Stack, "depth"> {
  const { surroundings, directories, settings, claims } = stacking;
  const top = directories.upper?.place.inode;
  const filesystems: LayerFilesystem[] = [newFilesystem(surroundings, top?.filesystem, false)];
  const merged = directories.lowers.length - directories.dataOnly;
  const fsids = directories.lowers.map(({ place }, at) => {
    const fsid = at < merged ? identify(stacking, filesystems, place.inode) : filesystems.length;
    claims.lower(place.inode, settings.index === "on");
    const found = filesystems[fsid];
    if (found !== undefined) found.hasLower = true;
    return fsid;
  });
  // A null UUID in all handles tells nothing where there are several filesystems.
  if (settings.uuid === "off" && filesystems.length > 1) settings.uuid = "null";
  const make = (root: Inode, index: number, fsid: number): Layer => ({
    index,
    root,
    filesystem: root.filesystem,
    fsid,
    pseudoDevice: filesystems[fsid]?.pseudoDevice ?? 0,
    dataOnly: fsid === filesystems.length,
    sharedUuid: fsid > 0 && filesystems[fsid]?.sharedUuid === true,
  });
  return {
    upper: top && make(top, 0, 0),
    lowers: directories.lowers.map(({ place }, at) => make(place.inode, at + 1, fsids[at] ?? 0)),
    xinoBits: xinoBits(settings, filesystems.length, top !== undefined),
  };
}

function newFilesystem(
  surroundings: MountSurroundings,
  filesystem: FileSystem | undefined,
  sharedUuid: boolean,
): LayerFilesystem {
  return { filesystem, pseudoDevice: surroundings.newDevice(), hasLower: false, sharedUuid };
}

/** The place of an inode's filesystem among those of the layers, where it is put at the end if it is new. */
function identify(stacking: Stacking, filesystems: LayerFilesystem[], root: Inode): number {
  const known = filesystems.findIndex(({ filesystem }) => filesystem === root.filesystem);
  if (known >= 0) return known;
  const sharedUuid = !uuidTells(stacking, filesystems, root.filesystem.uuid);
  const { settings } = stacking;
  if (sharedUuid) {
    if (settings.xino === "auto") settings.xino = "off";
    settings.index = "off";
    settings.nfs_export = "off";
  }
  return filesystems.push(newFilesystem(stacking.surroundings, root.filesystem, sharedUuid)) - 1;
}

/** Whether a UUID tells a lower filesystem from the others; a null one does where there is a single one. */
function uuidTells(
  { settings, directories }: Stacking,
  filesystems: readonly LayerFilesystem[],
  uuid: Uint8Array | undefined,
): boolean {
  if (settings.nfs_export === "off" && directories.upper === undefined) return true;
  if (uuid === undefined && maySwapLowers(settings)) return false;
  const same = filesystems.find(
    ({ hasLower, filesystem }) => hasLower && sameUuid(filesystem?.uuid, uuid),
  );
  if (same !== undefined) same.sharedUuid = true;
  return same === undefined;
}

/** Nothing is used that relies on lowers staying what they are: ovl_allow_offline_changes. */
function maySwapLowers({ index, metacopy, redirect_dir, xino }: Settings): boolean {
  return index === "off" && metacopy === "off" && redirect_dir !== "on" && xino !== "on";
}

function sameUuid(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return sameBytes(one ?? none, other ?? none);
}

const none = new Uint8Array(0);

/**
 * -1 where all layers share a filesystem, 0 without xino; else enough bits for the number of each filesystem and one for
 * numbers that are made up.
 */
function xinoBits(settings: Settings, filesystems: number, upper: boolean): number {
  if (filesystems - (upper ? 0 : 1) === 1) return -1;
  return settings.xino === "off" ? 0 : 33 - Math.clz32(filesystems - 1);
}
