import type { Mounted } from "./structure.ts";

/*
 * Which extended attributes are the overlay's own. One that a user of the overlay gives such a name gets one more
 * `overlay.` in it below. Source: overlayfs.rst, "Nesting of overlayfs"; fs/overlayfs/xattrs.c.
 */

const escape = "overlay.";

/** Of a layer: nobody sees it through the overlay, and copy-up leaves it behind. */
export function isPrivate({ prefix }: Mounted, name: string): boolean {
  return name.startsWith(prefix) && !name.startsWith(escape, prefix.length);
}

/** The name in the layers. undefined where it would be too long. */
export function escaped({ prefix }: Mounted, name: string): string | undefined {
  if (!name.startsWith(prefix)) return name;
  const longer = prefix + escape + name.slice(prefix.length);
  return Buffer.byteLength(longer) > XATTR_NAME_MAX ? undefined : longer;
}

const XATTR_NAME_MAX = 255;

/** The name that the overlay shows for one of a layer that is not private. */
export function unescaped({ prefix }: Mounted, name: string): string {
  if (!name.startsWith(prefix)) return name;
  return prefix + name.slice(prefix.length + escape.length);
}
