import type { HexContent } from "./content.ts";

/** One entry of an access control list, acl(5). `id` is of a named user or group. */
export interface AclEntry {
  readonly tag: keyof typeof tags;
  readonly id?: number;
  /** `rwx`, with `-` for what is not granted. */
  readonly permissions: string;
}

/** Tags of linux/posix_acl.h */
const tags = {
  owner: 0x01,
  user: 0x02,
  group: 0x04,
  "named group": 0x08,
  mask: 0x10,
  other: 0x20,
} as const;

const undefinedId = 0xffff_ffff;

/**
 * The value of `system.posix_acl_access` and `system.posix_acl_default`, by linux/posix_acl_xattr.h: version 2, then tag,
 * permissions and id of each entry, little-endian.
 * @throws TypeError for permissions that are not written `rwx`
 */
export function acl(...entries: readonly AclEntry[]): HexContent {
  const words = entries.map(({ tag, id, permissions }) =>
    [hex(tags[tag], 2), hex(bitsOf(permissions), 2), hex(id ?? undefinedId, 4)].join(""),
  );
  return { hex: `${hex(2, 4)}${words.join("")}` };
}

function bitsOf(permissions: string): number {
  if (!/^[r-][w-][x-]$/.test(permissions)) {
    throw new TypeError(`Cannot read the permissions "${permissions}": write them as rwx or r--`);
  }
  return [4, 2, 1].reduce((sum, bit, index) => sum + (permissions[index] === "-" ? 0 : bit), 0);
}

function hex(value: number, bytes: number): string {
  return Array.from({ length: bytes }, (_, index) =>
    (Math.floor(value / 256 ** index) % 256).toString(16).padStart(2, "0"),
  ).join("");
}
