import type { MountSpec } from "../harness/language/scenario.ts";

/**
 * The mount of a scenario whose exact upper tree holds a new directory: with redirects, index or metacopy on by
 * default the kernel marks it opaque, which is a scenario of its own.
 */
export const plain: MountSpec = { redirect_dir: "nofollow", index: "off", metacopy: "off" };
