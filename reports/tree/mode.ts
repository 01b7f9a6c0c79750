/* Permission bits as a person reads them. */

const letters = "rwxrwxrwx";

/** The letters that stand for set-uid, set-gid and sticky in place of an execute bit. */
const special = [
  { bit: 0o4000, place: 2, set: "s", bare: "S" },
  { bit: 0o2000, place: 5, set: "s", bare: "S" },
  { bit: 0o1000, place: 8, set: "t", bare: "T" },
] as const;

/** `rwsr-xr-x` */
export function rwx(mode: number): string {
  const plain = Array.from(letters, (letter, place) => (mode & (0o400 >> place) ? letter : "-"));
  for (const { bit, place, set, bare } of special) {
    if (mode & bit) plain[place] = plain[place] === "-" ? bare : set;
  }
  return plain.join("");
}

/** `0755 rwxr-xr-x` */
export function printMode(mode: number): string {
  return `${(mode & 0o7777).toString(8).padStart(4, "0")} ${rwx(mode & 0o7777)}`;
}

/** Which characters of the first text are not those of the second, where both are printed modes. */
export function changedBits(mode: string, other: string): readonly boolean[] {
  return Array.from(mode, (character, index) => character !== other[index]);
}
