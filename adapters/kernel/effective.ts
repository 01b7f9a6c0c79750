import { readFileSync } from "node:fs";
import { mountInfo } from "../../harness/agent/mounting.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";

/** What a mount really does: its options read back, where the kernel shows none its module's defaults. */
export function effectiveFeatures(
  target: string,
  moduleDefault: (parameter: string) => boolean,
): FeatureSet {
  const info = mountInfo(target);
  if (info === undefined) return {};
  const shown = new Map(info.options.map((option) => split(option)));
  const on = (option: string, parameter: string): boolean =>
    shown.has(option) ? shown.get(option) === "on" : moduleDefault(parameter);
  const redirect = shown.get("redirect_dir");
  const redirecting = on("redirect_dir", "redirect_dir");
  return {
    redirect_dir: redirecting,
    redirect_follow:
      redirecting ||
      (redirect === undefined ? moduleDefault("redirect_always_follow") : redirect === "follow"),
    metacopy: on("metacopy", "metacopy"),
    index: on("index", "index"),
    nfs_export: on("nfs_export", "nfs_export"),
    xino: shown.get("xino") === "on",
    userxattr: shown.has("userxattr"),
    volatile: shown.has("volatile") || shown.get("fsync") === "volatile",
    uuid: shown.get("uuid") === "on",
    verity: ["on", "require"].includes(shown.get("verity") ?? "off"),
    writable: shown.has("upperdir") && !info.flags.includes("ro"),
  };
}

function split(option: string): readonly [string, string] {
  const at = option.indexOf("=");
  return at === -1 ? [option, ""] : [option.slice(0, at), option.slice(at + 1)];
}

/** A parameter of the overlay module; a kernel that does not have it does not do it. */
export function moduleParameter(parameter: string): boolean {
  try {
    return readFileSync(`/sys/module/overlay/parameters/${parameter}`, "utf8").startsWith("Y");
  } catch {
    return false;
  }
}
