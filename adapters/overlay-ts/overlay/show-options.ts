import type { Directories } from "./directories.ts";
import { type Settings, type WordOption, defaults } from "./options.ts";

/* What mountinfo shows of an overlay: directories as they were given, and what differs from a default. */

const wordsBeforeUserxattr: readonly WordOption[] = [
  "redirect_dir",
  "index",
  "uuid",
  "nfs_export",
  "xino",
  "metacopy",
  "fsync",
];

/** In the order of ovl_show_options. */
export function showOptions(
  directories: Directories,
  settings: Settings,
  sameFilesystem: boolean,
): readonly string[] {
  const shown = (key: WordOption): readonly string[] =>
    settings[key] === defaults[key] ? [] : [`${key}=${settings[key]}`];
  const words = wordsBeforeUserxattr.filter((key) => key !== "xino" || !sameFilesystem);
  return [
    ...showDirectories(directories),
    ...(settings.default_permissions ? ["default_permissions"] : []),
    ...words.flatMap(shown),
    ...(settings.userxattr ? ["userxattr"] : []),
    ...shown("verity"),
  ];
}

function showDirectories({ list, lowers, dataOnly, upper, work }: Directories): readonly string[] {
  const merged = lowers.length - dataOnly;
  const separate = lowers.map(({ name }, at) => [at < merged ? "lowerdir+" : "datadir+", name]);
  const shown = [
    ...(list === undefined ? separate : [["lowerdir", list]]),
    ...(upper && work
      ? [
          ["upperdir", upper.name],
          ["workdir", work.name],
        ]
      : []),
  ];
  return shown.map(([key, name = ""]) => `${key}=${escaped(name)}`);
}

/** As seq_show_option: octal, so that a reader finds the end of an option. */
function escaped(text: string): string {
  return text.replaceAll(
    /[, \t\n\\]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}
