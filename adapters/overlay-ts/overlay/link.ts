import { copyUp } from "./copy-up.ts";
import { place } from "./create.ts";
import { markImpure } from "./impure.ts";
import { linkIn } from "./layer-names.ts";
import { entryOf } from "./lookup.ts";
import { endLinks, startLinks } from "./nlink.ts";
import { unhash } from "./objects.ts";
import { type Node, hasOrigin, isMetacopy, upperOf } from "./node.ts";
import { setRedirect } from "./set-redirect.ts";

/** Another name for an object, which is copied up for it: ovl_link. */
export function link(directory: Node, name: string, node: Node): void {
  copyUp(node);
  copyUp(directory);
  startLinks(node);
  if (isMetacopy(node)) setRedirect(node, false);
  const entry = entryOf(directory, name);
  if (hasOrigin(node)) markImpure(directory);
  const upper = upperOf(node);
  place(entry, false, (parent, at) => {
    linkIn(directory.mounted, parent, at, upper);
    return upper;
  });
  node.nlink += 1;
  endLinks(node);
  // The name is looked up anew when it is needed, to find what is below it.
  unhash(entry);
}
