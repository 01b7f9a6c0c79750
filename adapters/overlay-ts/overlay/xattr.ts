import { ACL_ACCESS, ACL_DEFAULT } from "../vfs/acl.ts";
import type { Inode } from "../vfs/inode.ts";
import { S_IFLNK } from "../vfs/mode.ts";
import { event } from "../vfs/notifications.ts";
import { fail } from "../vfs/posix-error.ts";
import { type XattrList, xattrList } from "../vfs/xattr-list.ts";
import { copyUp } from "./copy-up.ts";
import { type Node, isDirectoryNode, placeOf, realOf, upperOf } from "./node.ts";
import { escaped, isPrivate, seesTrusted, unescaped } from "./private-xattr.ts";

/* Extended attributes of an object are those of its topmost layer. Source: fs/overlayfs/xattrs.c, ovl_set_acl. */

export function getxattr(node: Node, name: string): Uint8Array | undefined {
  return realOf(node).getxattr(inLayer(node, name));
}

/** Copies up also where the flags make it fail. */
export function setxattr(node: Node, name: string, value: Uint8Array, flags: number): void {
  if (isAcl(name)) checkAclPlace(node);
  if (name === ACL_DEFAULT && !isDirectoryNode(node)) fail("EACCES");
  const inner = inLayer(node, name);
  upperFor(node).setxattr(inner, value, flags);
  tellAttributes(node);
}

/** What is not there is not removed, and nothing is copied up. */
export function removexattr(node: Node, name: string): void {
  if (isAcl(name)) checkAclPlace(node);
  if (name === ACL_DEFAULT && !isDirectoryNode(node)) return;
  const inner = inLayer(node, name);
  if (node.upper === undefined && realOf(node).getxattr(inner) === undefined) fail("ENODATA");
  upperFor(node).removexattr(inner);
  tellAttributes(node);
}

function tellAttributes(node: Node): void {
  node.mounted.hearers.notifications.at(placeOf(node, upperOf(node)), event.attrib);
}

/** A file that was copied up by another name does not get this one too. */
function upperFor(node: Node): Inode {
  if (node.upper === undefined) copyUp(node);
  return upperOf(node);
}

/** The buffer has to have room for what is left out, too. */
export function listxattr(node: Node, trusted: boolean): XattrList {
  const { mounted } = node;
  const { names, room } = realOf(node).listxattr(seesTrusted(mounted));
  const shown = names
    .filter((name) => !isPrivate(mounted, name))
    .map((name) => unescaped(mounted, name));
  return { ...xattrList(shown, trusted), room };
}

/** EOPNOTSUPP where the name becomes too long. */
function inLayer(node: Node, name: string): string {
  return escaped(node.mounted, name) ?? fail("EOPNOTSUPP");
}

function isAcl(name: string): boolean {
  return name === ACL_ACCESS || name === ACL_DEFAULT;
}

/** A link has no list. */
function checkAclPlace(node: Node): void {
  if (node.type === S_IFLNK) fail("EOPNOTSUPP");
}
