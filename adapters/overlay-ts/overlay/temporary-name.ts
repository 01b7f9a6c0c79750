let count = 0;

/** A name in work that no mount has used: `#1`, `#2`, … in hexadecimal. */
export function temporaryName(): string {
  count += 1;
  return `#${count.toString(16)}`;
}
