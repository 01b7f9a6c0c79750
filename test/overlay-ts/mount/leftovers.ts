/* What somebody has left in work and in the index before a mount. A name that ends with `/` is a directory. */

export const leftovers: readonly (readonly string[])[] = [
  ["w/work"],
  ["w/work/"],
  ["w/work/", "w/work/f", "w/work/d/", "w/work/d/f", "w/work/d/d/"],
  ["w/work/", "w/work/d/", "w/work/d/d/", "w/work/d/d/f", "w/work/f"],
  ["w/work/", "w/work/incompat/"],
  ["w/work/", "w/work/incompat"],
  ["w/work/", "w/work/incompat/", "w/work/incompat/f"],
  ["w/work/", "w/work/d/", "w/work/d/incompat/", "w/work/d/incompat/f"],
  ["w/f", "w/d/", "w/d/f"],
  ["w/index"],
  ["w/index/", "w/index/f"],
];

/** Of a handle: version, magic, length, flags, type, UUID, and what the filesystem made of it. */
const handle = (flags: string): string => `00fb21${flags}01${"5a".repeat(16)}${"00".repeat(12)}`;

export const indexLeftovers: readonly (readonly string[])[] = [
  ["w/index/#1f"],
  ["w/index/#1f/", "w/index/#1f/f", "w/index/#1f/d/"],
  ["w/index/#1f/", "w/index/#1f/d/", "w/index/#1f/d/f"],
  ["w/index/f"],
  ["w/index/00fb"],
  [`w/index/${handle("00")}`],
  [`w/index/${handle("00").toUpperCase()}`],
  [`w/index/${handle("00")}/`],
  [`w/index/${handle("00")}zz`],
  [`w/index/${handle("01")}`],
  [`w/index/${handle("02")}`],
  [`w/index/${handle("08")}`],
  [`w/index/${handle("00").replace("fb", "fc")}`],
  [`w/index/${handle("00").replace("00fb", "01fb")}`],
  [`w/index/${handle("00").replace("fb21", "fb99")}`],
];
