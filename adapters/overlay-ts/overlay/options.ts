import type { Parameter } from "../vfs/inode.ts";

/*
 * Options that are not directories: their values, and what they are without being given. Source: ovl_parameter_spec of
 * fs/overlayfs/params.c; overlayfs.rst.
 */

const onOff = ["on", "off"] as const;

/** Options with a word as their value. */
const words = {
  redirect_dir: ["off", "follow", "nofollow", "on"],
  index: onOff,
  uuid: ["off", "null", "auto", "on"],
  nfs_export: onOff,
  xino: ["off", "auto", "on"],
  metacopy: onOff,
  verity: ["off", "on", "require"],
  fsync: ["volatile", "auto", "strict"],
} as const;

export type WordOption = keyof typeof words;

const flags = [
  "default_permissions",
  "userxattr",
  "volatile",
  "override_creds",
  "nooverride_creds",
] as const;

export type FlagOption = (typeof flags)[number];

export type WordSettings = { -readonly [W in WordOption]: (typeof words)[W][number] };

/** What was asked for, and then what is left of it after conflicts and what the layers cannot do. */
export interface Settings extends WordSettings {
  default_permissions: boolean;
  userxattr: boolean;
}

/**
 * Those of a kernel whose CONFIG_OVERLAY_FS_REDIRECT_DIR, _INDEX, _NFS_EXPORT, _XINO_AUTO and _METACOPY are not set, and
 * _REDIRECT_ALWAYS_FOLLOW is: what the Kconfig file proposes.
 */
export const defaults: Readonly<Settings> = {
  redirect_dir: "follow",
  index: "off",
  uuid: "auto",
  nfs_export: "off",
  xino: "off",
  metacopy: "off",
  verity: "off",
  fsync: "auto",
  default_permissions: false,
  userxattr: false,
};

export function isWordOption(key: string): key is WordOption {
  return Object.hasOwn(words, key);
}

export function isFlagOption(key: string): key is FlagOption {
  return (flags as readonly string[]).includes(key);
}

/** false where the value is none of the option's. */
export function setWord(settings: Settings, key: WordOption, value: string): boolean {
  if (!(words[key] as readonly string[]).includes(value)) return false;
  // Redirects that are there are followed even where none are made: CONFIG_OVERLAY_FS_REDIRECT_ALWAYS_FOLLOW.
  const effective = key === "redirect_dir" && value === "off" ? "follow" : value;
  Object.assign(settings, { [key]: effective });
  return true;
}

/** Commas end an option, unless they are escaped: the escape is for whoever reads the option. */
export function splitOptions(options: string): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (const [option] of options.matchAll(/(?:\\.|[^,])+/gs)) {
    const equals = option.indexOf("=");
    if (equals < 0) parameters.push([option]);
    if (equals > 0) parameters.push([option.slice(0, equals), option.slice(equals + 1)]);
  }
  return parameters;
}
