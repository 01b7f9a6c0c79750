/** What listxattr(2) tells. */
export interface XattrList {
  readonly names: readonly string[];
  /** Bytes of the buffer that a caller has to have for it, which may be more than the names take. */
  readonly room: number;
}

/**
 * A list of these names and no others: each takes its bytes, and one that ends it.
 * @param trusted whether the caller may know of those of `trusted.`
 */
export function xattrList(names: readonly string[], trusted: boolean): XattrList {
  const listed = trusted ? names : names.filter((name) => !name.startsWith("trusted."));
  return {
    names: listed,
    room: listed.reduce((sum, name) => sum + Buffer.byteLength(name) + 1, 0),
  };
}
