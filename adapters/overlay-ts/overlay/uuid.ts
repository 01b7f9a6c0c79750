import type { Inode } from "../vfs/inode.ts";
import { type Marking, getMark, setMark } from "./marks.ts";
import type { Settings } from "./options.ts";
import { isAnswer } from "./workdir.ts";

/*
 * The UUID of an overlay, kept in a mark of upper's root. Source: overlayfs.rst, "UUID and fsid"; ovl_init_uuid_xattr.
 */

const length = 16;

/** Finds or makes it, and settles the option: `null` where it cannot be kept, or where upper is in use for longer. */
export function settleUuid(
  settings: Settings,
  mounted: Marking,
  upper: Inode,
): Uint8Array | undefined {
  const kept = getMark(mounted, upper, "uuid");
  if (kept?.length === length) return kept;
  const older = settings.uuid === "auto" && getMark(mounted, upper, "impure") !== undefined;
  const made = kept === undefined && !older && keep(mounted, upper);
  settings.uuid = made ? "on" : "null";
  return made || undefined;
}

function keep(mounted: Marking, upper: Inode): Uint8Array | false {
  const uuid = Buffer.from(crypto.randomUUID().replaceAll("-", ""), "hex");
  try {
    setMark(mounted, upper, "uuid", uuid);
    return uuid;
  } catch (error) {
    if (isAnswer(error)) return false;
    throw error;
  }
}
