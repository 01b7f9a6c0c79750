import type { Inode } from "../vfs/inode.ts";
import type { Node } from "./node.ts";
import { unhash } from "./objects.ts";

/**
 * Forgets names below a directory that nobody uses: neither the object nor anything in it is open, and nobody stands
 * there. The next lookup asks the layers. Source: shrink_dcache_sb
 */
export function dropNames(directory: Node, keeps: (inode: Inode) => boolean): void {
  for (const entry of directory.children.values()) {
    const { node } = entry;
    if (node !== undefined) {
      dropNames(node, keeps);
      if (node.children.size > 0 || node.users > node.aliases || keeps(node)) continue;
    }
    unhash(entry);
  }
}
