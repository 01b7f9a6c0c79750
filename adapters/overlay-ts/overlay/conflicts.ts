import { fail } from "../vfs/posix-error.ts";
import { type Settings, type WordOption, defaults } from "./options.ts";

/* Options that need or exclude each other. Source: ovl_fs_params_verify; overlayfs.rst, "Metadata only copy up". */

export interface Asked {
  readonly settings: Settings;
  /** Options that were given: a conflict of two of them is an error, else one gives way. */
  readonly given: Set<WordOption>;
  readonly upper: boolean;
  readonly dataOnly: boolean;
  /** CAP_SYS_ADMIN in the initial user namespace. */
  readonly privileged: boolean;
}

/** Settles `settings`. EINVAL for what contradicts itself, EPERM for what needs `trusted.` marks. */
export function settleConflicts(asked: Asked): void {
  if (!asked.upper) leaveOutUpper(asked);
  metacopyNeedsRedirects(asked);
  exportNeedsIndex(asked);
  exportExcludesMetacopy(asked);
  if (asked.settings.userxattr) userMarksExcludeRedirects(asked);
  else if (!asked.privileged) needsPrivilege(asked);
}

function leaveOutUpper({ settings, given }: Asked): void {
  if (settings.index === "on") given.delete("index");
  settings.index = "off";
  if (settings.fsync === "volatile") settings.fsync = defaults.fsync;
  if (settings.uuid === "on") settings.uuid = "null";
  // No redirect is ever made: what remains of the option is that they are followed.
  if (settings.redirect_dir === "follow") settings.redirect_dir = "on";
}

function metacopyNeedsRedirects({ settings, given }: Asked): void {
  if (settings.metacopy === "off" || settings.redirect_dir === "on") return;
  if (given.has("redirect_dir")) fail("EINVAL");
  settings.redirect_dir = "on";
}

function exportNeedsIndex({ settings, given, upper }: Asked): void {
  if (settings.nfs_export === "off" || settings.index === "on") return;
  if (!upper && settings.redirect_dir !== "nofollow") settings.nfs_export = "off";
  else if (given.has("index")) fail("EINVAL");
  else settings.index = "on";
}

/** Neither is on without having been asked for. */
function exportExcludesMetacopy({ settings }: Asked): void {
  if (settings.nfs_export === "on" && settings.metacopy === "on") fail("EINVAL");
}

function userMarksExcludeRedirects({ settings, given }: Asked): void {
  if (given.has("redirect_dir") && settings.redirect_dir !== "nofollow") fail("EINVAL");
  if (settings.metacopy === "on") fail("EINVAL");
  settings.redirect_dir = "nofollow";
}

function needsPrivilege({ settings, given, dataOnly }: Asked): void {
  const redirects = given.has("redirect_dir") && settings.redirect_dir !== "nofollow";
  if (redirects || settings.metacopy === "on" || settings.verity !== "off" || dataOnly) {
    fail("EPERM");
  }
}
