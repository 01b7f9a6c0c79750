import { AT_FDCWD, AT_REMOVEDIR, calls } from "../../harness/agent/calls.ts";
import { makeLayers } from "../../harness/agent/layers.ts";
import { umountFlags } from "../../harness/agent/mount-constants.ts";
import { unmount } from "../../harness/agent/mounting.ts";
import { must } from "../../harness/agent/place.ts";
import type { Backing } from "../kernel/backing.ts";

/** A tmpfs in memory for the layers of each scenario: detached, it is gone with all that is mounted on it. */
export function memoryBacking(): Backing {
  return {
    upper: "memory",
    lower: "memory",
    same: true,
    unmounts: "together",
    place(name, lowers) {
      const directory = `/${name}`;
      must(calls.mkdirat(AT_FDCWD, directory, 0o755), `make "${directory}"`);
      must(calls.mount("tmpfs", directory, "tmpfs", 0, null), `mount a tmpfs at "${directory}"`);
      return makeLayers(`${directory}/layers`, lowers);
    },
    seal: async () => undefined,
    release({ root }) {
      const directory = root.slice(0, root.lastIndexOf("/"));
      must(unmount(directory, umountFlags.MNT_DETACH), `detach "${directory}"`);
      must(calls.unlinkat(AT_FDCWD, directory, AT_REMOVEDIR), `remove "${directory}"`);
    },
    close: () => undefined,
  };
}
