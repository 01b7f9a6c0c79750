import { type Credentials, inGroup } from "./credentials.ts";
import { fail } from "./posix-error.ts";

/* POSIX access control lists. Source: acl(5), linux/posix_acl_xattr.h */

export const ACL_ACCESS = "system.posix_acl_access";
export const ACL_DEFAULT = "system.posix_acl_default";

const USER_OBJ = 0x01;
const USER = 0x02;
const GROUP_OBJ = 0x04;
const GROUP = 0x08;
const MASK = 0x10;
const OTHER = 0x20;

interface AclEntry {
  readonly tag: number;
  /** Read 4, write 2, execute 1. */
  readonly perm: number;
  /** Of a named user or group. */
  readonly id: number;
}

const letters: ReadonlyMap<number, string> = new Map([
  [USER_OBJ, "U"],
  [USER, "u"],
  [GROUP_OBJ, "G"],
  [GROUP, "g"],
  [MASK, "m"],
  [OTHER, "o"],
]);

export type Acl = readonly AclEntry[];

/** The header: a version. An entry: tag and permissions in 16 bits each, an id in 32. */
const version = 2;
const headerSize = 4;
const entrySize = 8;
const noId = 0xffffffff;

/**
 * Reads the value of the xattr; undefined of one without entries, which removes the list.
 * @throws EOPNOTSUPP for another version, EINVAL for what is no list
 */
export function parseAcl(value: Uint8Array): Acl | undefined {
  if (value.length === 0) return undefined;
  if (value.length < headerSize) fail("EINVAL");
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (view.getUint32(0, true) !== version) fail("EOPNOTSUPP");
  if ((value.length - headerSize) % entrySize !== 0) fail("EINVAL");
  const acl: AclEntry[] = [];
  for (let at = headerSize; at < value.length; at += entrySize) {
    const tag = view.getUint16(at, true);
    if (!letters.has(tag)) fail("EINVAL");
    const named = tag === USER || tag === GROUP;
    const id = named ? view.getUint32(at + 4, true) : noId;
    if (named && id === noId) fail("EINVAL");
    acl.push({ tag, perm: view.getUint16(at + 2, true), id });
  }
  return acl.length === 0 ? undefined : acl;
}

export function serialiseAcl(acl: Acl): Uint8Array {
  const value = new Uint8Array(headerSize + acl.length * entrySize);
  const view = new DataView(value.buffer);
  view.setUint32(0, version, true);
  let at = headerSize;
  for (const { tag, perm, id } of acl) {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, perm, true);
    view.setUint32(at + 4, id, true);
    at += entrySize;
  }
  return value;
}

/**
 * A list has an owner, named users, a group, named groups, a mask and others, in this order; named ones need the mask.
 * @throws EINVAL
 */
export function checkAcl(acl: Acl): void {
  const order = acl.map(({ tag }) => letters.get(tag)).join("");
  if (!/^U(?:u*Gg*m|G)o$/.test(order)) fail("EINVAL");
  if (acl.some(({ perm }) => perm > 7)) fail("EINVAL");
}

/**
 * The nine permission bits that a list means: the group's are those of the mask. A minimal one says nothing that these
 * bits do not.
 */
export function modeOfAcl(acl: Acl): { readonly mode: number; readonly minimal: boolean } {
  const of = (tag: number) => acl.find((entry) => entry.tag === tag)?.perm;
  const group = of(MASK) ?? of(GROUP_OBJ) ?? 0;
  const mode = ((of(USER_OBJ) ?? 0) << 6) | (group << 3) | (of(OTHER) ?? 0);
  return { mode, minimal: acl.length === 3 };
}

/** The list after chmod(2): the bits of the group go to the mask, where there is one. */
export function aclWithMode(acl: Acl, mode: number): Acl {
  const group = acl.some(({ tag }) => tag === MASK) ? MASK : GROUP_OBJ;
  const perms: Readonly<Record<number, number>> = {
    [USER_OBJ]: (mode >> 6) & 7,
    [group]: (mode >> 3) & 7,
    [OTHER]: mode & 7,
  };
  return acl.map((entry) => ({ ...entry, perm: perms[entry.tag] ?? entry.perm }));
}

/**
 * What a new inode gets from the default list of its directory: of the asked mode, whatever the list allows. The umask
 * does not count then.
 */
export function inheritedAcl(
  defaults: Acl,
  mode: number,
): { readonly mode: number; readonly access: Acl | undefined } {
  const { mode: allowed, minimal } = modeOfAcl(defaults);
  const given = mode & (allowed | ~0o777);
  return { mode: given, access: minimal ? undefined : aclWithMode(defaults, given) };
}

/**
 * Whether a list gives `who` the permissions `want`. The first entry that fits decides, of the groups any that has them
 * all; all but owner and others are cut by the mask.
 */
export function aclPermits(
  acl: Acl,
  owner: { readonly uid: number; readonly gid: number },
  want: number,
  who: Credentials,
): boolean {
  const mask = acl.find(({ tag }) => tag === MASK)?.perm ?? 7;
  let member = false;
  for (const { tag, perm, id } of acl) {
    if (tag === USER_OBJ && who.uid === owner.uid) return (perm & want) === want;
    if (tag === USER && who.uid === id) return (perm & mask & want) === want;
    if (tag === OTHER) return !member && (perm & want) === want;
    const group = tag === GROUP_OBJ ? owner.gid : id;
    if ((tag === GROUP_OBJ || tag === GROUP) && inGroup(who, group)) {
      member = true;
      if ((perm & want) === want) return (perm & mask & want) === want;
    }
  }
  return false;
}
