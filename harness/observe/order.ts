/** The order of names by their bytes in UTF-8, which is not that of JavaScript's strings. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
