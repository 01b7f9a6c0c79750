import type { Settings } from "./options.ts";
import type { Config, Layer, LowerPath } from "./structure.ts";

/** The settings that are left, as the algorithm asks for them. */
export function configOf(settings: Readonly<Settings>, xinoBits: number): Config {
  return {
    redirectDir: settings.redirect_dir === "on",
    redirectFollow: settings.redirect_dir !== "nofollow",
    metacopy: settings.metacopy === "on",
    index: settings.index === "on",
    nfsExport: settings.nfs_export === "on",
    userxattr: settings.userxattr,
    volatile: settings.fsync === "volatile",
    defaultPermissions: settings.default_permissions,
    verity: settings.verity,
    uuid: settings.uuid,
    xino: settings.xino,
    xinoBits,
  };
}

/** The lower roots that the root of the overlay merges. */
export function mergedRoots(lowers: readonly Layer[]): readonly LowerPath[] {
  return lowers.filter((layer) => !layer.dataOnly).map((layer) => ({ layer, inode: layer.root }));
}
