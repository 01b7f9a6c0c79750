import type { MountSpec } from "../harness/language/scenario.ts";

/**
 * The mount of a scenario whose exact upper tree holds a new directory or a copied-up file: kernels can be configured
 * to mark the one opaque, and to keep the other's data in lower, its links counted. Those have scenarios of their own.
 */
export const plain: MountSpec = {
  redirect_dir: "nofollow",
  index: "off",
  metacopy: "off",
  nfs_export: "off",
};
