import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import { noteFileWhiteouts } from "./file-whiteouts.ts";
import { OverlayInode } from "./inode.ts";
import { getMark } from "./marks.ts";
import type { LowerPath, Mounted } from "./structure.ts";

/** The root of an overlay: it is merged, and shows upper's number. */
export function makeRoot(
  mounted: Mounted,
  upper: Inode | undefined,
  lowers: readonly LowerPath[],
): Inode {
  const lower = lowers[0] ?? fail("EIO");
  const root = new OverlayInode(
    mounted,
    {
      upper,
      lowers: [...lowers],
      metacopy: false,
      indexed: false,
      redirect: undefined,
      dataRedirect: undefined,
    },
    upper ?? lower.inode,
    mounted.upper ?? lower.layer,
  );
  root.merges = true;
  for (const { layer, inode } of lowers.slice(0, -1)) {
    if (!marksFileWhiteouts(mounted, inode)) continue;
    root.fileWhiteouts = true;
    noteFileWhiteouts(layer);
  }
  return root;
}

function marksFileWhiteouts(mounted: Mounted, inode: Inode): boolean {
  return Buffer.from(getMark(mounted, inode, "opaque") ?? []).toString("latin1") === "x";
}
