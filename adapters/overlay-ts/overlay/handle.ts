import type { FileSystem, Inode } from "../vfs/inode.ts";
import type { FileHandle } from "../vfs/filesystem-status.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Config } from "./structure.ts";

/*
 * A real inode as bytes: struct ovl_fb of fs/overlayfs/overlayfs.h. Version, magic, length of all, flags, type of the
 * handle, UUID of its filesystem, and the handle itself.
 */

const version = 0;
const magic = 0xfb;
const bigEndian = 1;
const anyEndian = 2;
/** The inode is one of upper. */
const pathUpper = 4;

const headSize = 21;
const uuidAt = 5;

/** What handles have to know of a mount. */
export interface HandleUser {
  readonly config: Pick<Config, "uuid">;
  readonly decodesHandles: boolean;
}

/** Empty where the filesystem of the inode gives no handle. */
export function encodeReal(mounted: HandleUser, real: Inode, isUpper: boolean): Uint8Array {
  const handle = real.filesystem.encodeHandle(real);
  if (handle === undefined) return none;
  const bytes = new Uint8Array(headSize + handle.bytes.length);
  bytes.set([version, magic, bytes.length, isUpper ? pathUpper : 0, handle.type]);
  if (mounted.config.uuid !== "off") bytes.set(real.filesystem.uuid ?? nullUuid, uuidAt);
  bytes.set(handle.bytes, headSize);
  return bytes;
}

const none = new Uint8Array(0);
const nullUuid = new Uint8Array(16);

/** ok, or why not: `unknown` is of a kind that says nothing here, as of a later version. */
export function checkHandle(bytes: Uint8Array): "ok" | "malformed" | "unknown" {
  const [itsVersion = 0, itsMagic, length = 0, flags = 0] = bytes;
  if (bytes.length < headSize || bytes.length < length || itsMagic !== magic) return "malformed";
  if (itsVersion > version || (flags & ~(bigEndian | anyEndian | pathUpper)) !== 0)
    return "unknown";
  return (flags & (bigEndian | anyEndian)) === bigEndian ? "unknown" : "ok";
}

/**
 * The inode of a handle that `checkHandle` found ok, if it is one of this filesystem. undefined where it is not, or is
 * gone.
 * @throws ESTALE where it is gone and was one of upper
 */
export function decodeReal(
  mounted: HandleUser,
  bytes: Uint8Array,
  filesystem: FileSystem,
): Inode | undefined {
  if (!mounted.decodesHandles) return undefined;
  const expected = mounted.config.uuid === "off" ? nullUuid : (filesystem.uuid ?? nullUuid);
  if (!sameBytes(bytes.subarray(uuidAt, headSize), expected)) return undefined;
  const real = filesystem.decodeHandle(fidOf(bytes));
  if (real === undefined && isOfUpper(bytes)) fail("ESTALE");
  return real;
}

function fidOf(bytes: Uint8Array): FileHandle {
  return { type: bytes[4] ?? 0, bytes: bytes.subarray(headSize, bytes[2]) };
}

export function isOfUpper(bytes: Uint8Array): boolean {
  return ((bytes[3] ?? 0) & pathUpper) !== 0;
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
