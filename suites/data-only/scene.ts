import { file, setxattr, truncate } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";

export const data = "the data of the data layer";

/** A file of a layer that has attributes and says where its data is. */
export const pointer = (
  path: string,
  redirect?: string,
  mode = 0o600,
  size = data.length,
): readonly Steps[] => [
  file(path, "", mode),
  truncate(path, size),
  setxattr(path, "overlay:metacopy", ""),
  redirect === undefined ? [] : setxattr(path, "overlay:redirect", redirect),
];

/** Mounts that know data-only lowers: with all of metacopy, and with that much of it only. */
export const kinds: readonly { readonly how: string; readonly mount: MountSpec }[] = [
  { how: "with metacopy", mount: { metacopy: "on" } },
  { how: "without metacopy", mount: { metacopy: "off", redirect_dir: "nofollow" } },
  { how: "under userxattr", mount: { userxattr: true } },
];
