import type { RawEntry } from "./raw.ts";
import type { Bytes } from "../language/content.ts";
import { toBytes } from "./bytes.ts";

/** Finds the object that a file handle leads to, as `lower0:/f`; undefined where none is known. */
export type HandleIndex = (type: number, fid: string) => string | undefined;

export interface Attributes {
  readonly xattrs?: Record<string, Bytes>;
  readonly marks?: Record<string, string>;
}

/**
 * Splits extended attributes into overlay's own, decoded, and the rest.
 * @param prefix the namespace of the mount, `trusted.overlay.` or `user.overlay.`
 */
export function decode(
  raw: NonNullable<RawEntry["xattrs"]>,
  prefix: string,
  handles: HandleIndex,
): Attributes {
  const xattrs: Record<string, Bytes> = {};
  const marks: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (name.startsWith(prefix)) {
      const short = name.slice(prefix.length);
      marks[short] = decoded(short, value, handles);
    } else if (ownIdentity.test(name)) {
      xattrs[name] = decoded(name.slice(name.lastIndexOf(".") + 1), value, handles);
    } else xattrs[name] = toBytes(value);
  }
  return {
    ...(Object.keys(xattrs).length > 0 && { xattrs }),
    ...(Object.keys(marks).length > 0 && { marks }),
  };
}

/**
 * Marks that name a filesystem or an object by numbers of the moment, in the namespace that is not this mount's: of another
 * mount of the same layers, by a step.
 */
const ownIdentity = /^(?:trusted|user)\.overlay\.(?:origin|upper|uuid)$/;

function decoded(mark: string, value: Uint8Array, handles: HandleIndex): string {
  switch (mark) {
    case "origin":
    case "upper":
      return printHandle(value, handles);
    case "uuid":
      return value.length === 16 ? "present" : `malformed, ${value.length} bytes`;
    case "metacopy":
      return metacopy(value);
    default:
      return printed(value);
  }
}

function printed(value: Uint8Array): string {
  const bytes = toBytes(value);
  return typeof bytes === "string" ? bytes : JSON.stringify(bytes);
}

/**
 * struct ovl_fb of fs/overlayfs/overlayfs.h: version, magic, length, flags, handle type, UUID, handle. An empty value
 * says that the filesystem below gives no handles.
 */
export function printHandle(value: Uint8Array, handles: HandleIndex): string {
  if (value.length === 0) return "none";
  if (value.length < 21 || value[1] !== 0xfb) return `malformed, ${value.length} bytes`;
  const fid = Buffer.from(value).toString("hex", 21);
  return handles(value[4] ?? 0, fid) ?? "unknown";
}

/** struct ovl_metacopy: version, length, flags, digest algorithm, digest. Empty is the form without a digest. */
function metacopy(value: Uint8Array): string {
  if (value.length < 4) return "";
  const digest = Buffer.from(value).toString("hex", 4);
  return digest === "" ? "" : `digest ${value[3]}:${digest}`;
}
