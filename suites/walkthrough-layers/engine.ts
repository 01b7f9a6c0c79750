import { chmod, dir, file, mkdir, mount, symlink, umount } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";

export const store = "/var/lib/docker/overlay2";
export const base = "37454eb4b45b90506f54a5b2a40ef1b1ed334f162f14e931e8f643f6ab4d714f";
export const middle = "d7e52b9e930112ff10a57ed8de02af7531449717a307158090ca671e34de86c6";
export const top = "905b55b8af005dfcd17e3819f97261b828be42679e7beaa8e55f608018d37824";
export const baseLink = "R7J4UYFYCXOBF26MGEZUUO2WRS";
export const middleLink = "BXEUNNTRSREEVJO2MKZ5LI3AA3";
export const topLink = "TOPLAYERWITHANAMEOFITSOWN0";

export const exactDir = (path: string, mode: number): readonly Steps[] => [
  mkdir(path),
  chmod(path, mode),
];

/** A layer as the engine lays it out; a layer on top of others has a list of them, and a work directory. */
export const layer = (id: string, short: string, lower?: string): readonly Steps[] => [
  exactDir(id, 0o700),
  dir(`${id}/diff`),
  file(`${id}/link`, short),
  symlink(`../${id}/diff`, `l/${short}`),
  lower === undefined ? [] : [file(`${id}/lower`, lower), exactDir(`${id}/work`, 0o700)],
];

/** RUN of a Dockerfile: an overlay of the layers below is mounted by their short names, and changed. */
export const run = (id: string, lower: string, ...commands: readonly Steps[]): readonly Steps[] => [
  mkdir(`${id}/merged`),
  mount(
    "overlay",
    `${id}/merged`,
    "overlay",
    [],
    `lowerdir=${lower},upperdir=${id}/diff,workdir=${id}/work`,
  ),
  ...commands,
  umount(`${id}/merged`),
];
