/* What there is before anything is mounted. Names are relative to one directory. */

/** Filesystems that are mounted on directories of the first one; `R` is made read-only. */
export const filesystems = ["B", "C", "R"] as const;

/** The first filesystem again, by another mount. */
export const bound = "bind";

export const directories: readonly string[] = [
  "m n o bind l1 l1/sub l2 l3 u u/in w u2 w2 c:d e,f both both/u both/w both/l",
  "B/l B/k C/l C/u C/w R/l R/u R/w",
]
  .flatMap((line) => line.split(" "))
  .concat("g h");

export const files = ["file", "l1/file"] as const;

/** Symbolic links to `l1`. */
export const links = ["link"] as const;

/** What is looked at after each step. */
export const looked = ["u", "u2", "w", "w2", "both", "c:d", "e,f", "g h", "C"] as const;
