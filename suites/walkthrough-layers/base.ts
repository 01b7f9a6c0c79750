/** The root of the image, as the walkthrough lists it: 16 directories and 4 symbolic links. */
export const rootLinks = [
  ["bin", "usr/bin"],
  ["lib", "usr/lib"],
  ["lib64", "usr/lib64"],
  ["sbin", "usr/sbin"],
] as const;

export const baseDirectories: readonly string[] =
  "boot dev etc home local media mnt opt proc root run srv sys tmp usr var".split(" ");

export const baseNames: readonly string[] = [
  ...baseDirectories,
  ...rootLinks.map(([name]) => name),
].toSorted();
