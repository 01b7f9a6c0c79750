import type { Inode } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";
import { cleanUp, namesIn } from "./clean-up.ts";
import { checkHandle } from "./handle.ts";
import { upperOfIndex } from "./index.ts";
import { unionLinks } from "./links.ts";
import { decodeOrigin, verifyMark } from "./origin.ts";
import type { Mounted } from "./structure.ts";
import { coverWithWhiteout, isDeviceWhiteout } from "./whiteout.ts";
import { isAnswer } from "./workdir.ts";

/*
 * What is wrong with the index when an overlay is mounted: entries that earlier mounts began, and entries of what was
 * changed while nothing was mounted. Source: ovl_indexdir_cleanup, ovl_verify_index.
 */

type State = "good" | "stale" | "orphan";

/** Removes entries that stand for nothing any more. EINVAL for what is no entry of this format. */
export function cleanIndex(mounted: Mounted, indexdir: Inode): void {
  for (const name of namesIn(indexdir, mounted.mounter)) {
    const entry = indexdir.lookup(name);
    if (entry === undefined) continue;
    if (name.startsWith("#")) {
      removeBegun(mounted, indexdir, name);
      continue;
    }
    const state = stateOf(mounted, name, entry);
    if (state === "orphan" && mounted.config.nfsExport) {
      // A file handle that somebody still has is stale: the name must not be used for another object.
      coverWithWhiteout(mounted, indexdir, name, isDirectory(entry.getattr().mode));
    } else if (state !== "good") cleanUp(indexdir, name, mounted.mounter, 2);
  }
}

/** What is too deep to be removed stays, and harms nobody. */
function removeBegun(mounted: Mounted, indexdir: Inode, name: string): void {
  try {
    cleanUp(indexdir, name, mounted.mounter, 1);
  } catch (error) {
    if (!isAnswer(error)) throw error;
  }
}

function stateOf(mounted: Mounted, name: string, entry: Inode): State {
  const origin = handleIn(name);
  if (isDeviceWhiteout(entry)) return "good";
  const { mode, nlink } = entry.getattr();
  const directory = isDirectory(mode);
  if (directory && !mounted.config.nfsExport) return "good";
  try {
    const upper = upperOfIndex(mounted, entry);
    if (upper === undefined) return "stale";
    const found = verifyMark(mounted, upper, "origin", origin);
    if (found === "absent") fail("ENODATA");
    if (found === "stale") return "stale";
  } catch (error) {
    if (isAnswer(error, "ESTALE")) return "orphan";
    throw error;
  }
  if (directory || nlink > 1) return "good";
  const lower = decodeOrigin(mounted, origin, entry);
  if (lower === undefined) return "stale";
  return unionLinks(mounted, lower.inode, entry, 0) === 0 ? "orphan" : "good";
}

/** The handle that the name of an entry spells. EINVAL */
function handleIn(name: string): Uint8Array {
  const bytes = Buffer.from(name, "hex");
  if (bytes.toString("hex") !== name.toLowerCase()) fail("EINVAL");
  const check = checkHandle(bytes);
  if (check === "malformed") fail("EINVAL");
  if (check === "unknown") fail("ENODATA");
  return bytes;
}
