import type { Credentials } from "../vfs/credentials.ts";
import type { Inode } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Claims, isWithin } from "./claims.ts";
import { type Directories, isReadonly } from "./directories.ts";
import { type HandleUser, encodeReal } from "./handle.ts";
import { givesHandles } from "./layers.ts";
import { type Marking, removeMark, setMark } from "./marks.ts";
import type { Settings } from "./options.ts";
import { verifyOrSetMark } from "./origin.ts";
import { isAnswer, makeDirectory, markVolatile, probeTmpfile, probeWhiteout } from "./workdir.ts";

/* Upper and work of a mount: ovl_get_upper, ovl_get_workdir, ovl_get_indexdir. */

export interface Opening {
  readonly directories: Directories;
  /** Loses what upper does not support. */
  readonly settings: Settings;
  readonly claims: Claims;
  readonly mounter: Credentials;
  readonly marking: Marking;
  readonly decodesHandles: boolean;
}

/** Where a mount can write. */
export interface Writable {
  readonly top: Inode;
  /** What `workdir` named; `workdir` is in it. */
  readonly base: Inode;
  readonly workdir: Inode;
}

export interface OpenedUpper {
  /** undefined where nothing can be prepared. */
  readonly writable: Writable | undefined;
  readonly tmpfile: boolean;
  readonly xattrs: boolean;
}

const noUpper: OpenedUpper = { writable: undefined, tmpfile: false, xattrs: true };

/** EINVAL where the two are not of one mount, or one is in the other; EBUSY, and what work says to a first object. */
export function openUpper(opening: Opening): OpenedUpper {
  const { directories, settings, claims, mounter } = opening;
  const { upper, work } = directories;
  if (upper === undefined) return noUpper;
  if (work === undefined || isReadonly(upper.place)) fail("EINVAL");
  const exclusive = settings.index === "on";
  claims.trap(upper.place.inode);
  claims.take(upper.place.inode, exclusive);
  const [top, base] = [upper.place.inode, work.place.inode];
  if (upper.place.mount !== work.place.mount) fail("EINVAL");
  if (isWithin(top, base) || isWithin(base, top)) fail("EINVAL");
  claims.take(base, exclusive);
  claims.trap(base);
  const workdir = makeDirectory(base, "work", mounter, false);
  return workdir === undefined ? noUpper : tryUpper(opening, { top, base, workdir });
}

function tryUpper(opening: Opening, writable: Writable): OpenedUpper {
  const { workdir } = writable;
  const { settings, claims, mounter, marking, decodesHandles } = opening;
  claims.trap(workdir);
  const tmpfile = probeTmpfile(workdir, mounter);
  probeWhiteout(workdir, mounter);
  const xattrs = keepsMarks(marking, workdir);
  if (!xattrs) leaveOutMarks(settings);
  if (settings.fsync === "volatile") markVolatile(workdir, mounter);
  if (!givesHandles(workdir.filesystem, decodesHandles)) settings.index = "off";
  if (settings.index === "off") settings.nfs_export = "off";
  return { writable, tmpfile, xattrs };
}

function keepsMarks(marking: Marking, workdir: Inode): boolean {
  try {
    setMark(marking, workdir, "opaque", new Uint8Array([0x30]));
  } catch (error) {
    if (isAnswer(error)) return false;
    throw error;
  }
  removeMark(marking, workdir, "opaque");
  return true;
}

function leaveOutMarks(settings: Settings): void {
  settings.redirect_dir = "nofollow";
  settings.metacopy = "off";
  settings.index = "off";
  if (settings.uuid !== "off") settings.uuid = "null";
  if (settings.xino === "auto") settings.xino = "off";
}

/**
 * `index`, which then takes the place of `work`. undefined where it cannot be made.
 * @param lower the root of the topmost lower layer: upper and the index are for this one only
 * @throws ESTALE where they were used with others, ENOTDIR
 */
export function openIndex(
  { claims, mounter, marking }: Opening,
  handles: HandleUser,
  { top, base, workdir }: Writable,
  lower: Inode,
): Inode | undefined {
  verifyOrSetMark(marking, top, "origin", encodeReal(handles, lower, false));
  claims.untrap(workdir);
  const indexdir = makeDirectory(base, "index", mounter, true);
  if (indexdir === undefined) return undefined;
  if (!isDirectory(indexdir.getattr().mode)) fail("ENOTDIR");
  claims.trap(indexdir);
  verifyOrSetMark(marking, indexdir, "upper", encodeReal(handles, top, true));
  return indexdir;
}
