import { inodeFlags } from "../../../harness/agent/constants.ts";
import { ACL_ACCESS, parseAcl } from "../vfs/acl.ts";
import type { Credentials } from "../vfs/credentials.ts";
import { S_IFDIR, S_IFLNK, S_IFREG } from "../vfs/mode.ts";
import { MAY_READ, MAY_WRITE, genericPermission, writable } from "../vfs/permission.ts";
import { type Node, realOf } from "./node.ts";

/*
 * Two questions: may the caller, by what the overlay shows, and may the mounter, in the layer? What will be copied up
 * before it is written needs to be read only. Source: overlayfs.rst, "Permission model"; ovl_permission.
 */

const { FS_IMMUTABLE_FL } = inodeFlags;

export function permission(node: Node, mask: number, who: Credentials): void {
  const { mounted } = node;
  const real = realOf(node);
  const { mode, uid, gid } = real.getattr();
  if ((mask & MAY_WRITE) !== 0) {
    writable(mode, mounted.readonly, (node.protection & FS_IMMUTABLE_FL) !== 0);
  }
  const accessAcl = () => {
    const value = real.getxattr(ACL_ACCESS);
    return value && parseAcl(value);
  };
  genericPermission({ mode, uid, gid, accessAcl }, mask, who);
  if (node.type === S_IFLNK) return;
  real.permission(copiedFirst(node) ? (mask & ~MAY_WRITE) | readOf(mask) : mask, mounted.mounter);
}

function copiedFirst(node: Node): boolean {
  return node.upper === undefined && (node.type === S_IFREG || node.type === S_IFDIR);
}

function readOf(mask: number): number {
  return (mask & MAY_WRITE) === 0 ? 0 : MAY_READ;
}
