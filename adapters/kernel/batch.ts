import { AT_FDCWD, AT_REMOVEDIR, calls } from "../../harness/agent/calls.ts";
import { makeLayers } from "../../harness/agent/layers.ts";
import { umountFlags } from "../../harness/agent/mount-constants.ts";
import { unmount } from "../../harness/agent/mounting.ts";
import { must } from "../../harness/agent/place.ts";
import type { Backing } from "./backing.ts";

/** How many scenarios share a tmpfs before all of them go at once. */
const most = 32;

/**
 * All layers on tmpfs, a new one for every few scenarios. Detaching it takes their mounts and their layers away in one
 * call: unmounting and emptying each by itself costs a scenario a tenth of its time.
 */
export function batchedTmpfs(scratch: string): Backing {
  let count = 0;
  let current: string | undefined;
  const retire = (): void => {
    if (current === undefined) return;
    const result = unmount(current, umountFlags.MNT_DETACH);
    if (result < 0) throw new Error(`Cannot detach "${current}": errno ${-result}`);
    must(calls.unlinkat(AT_FDCWD, current, AT_REMOVEDIR), `remove "${current}"`);
    current = undefined;
  };
  const next = (): string => {
    if (current !== undefined && count % most !== 0) return current;
    retire();
    const directory = `${scratch}/batch${count / most}`;
    must(calls.mkdirat(AT_FDCWD, directory, 0o755), `make "${directory}"`);
    const result = calls.mount("overlay-conformance", directory, "tmpfs", 0, null);
    if (result < 0) throw new Error(`Cannot mount a tmpfs at "${directory}": errno ${-result}`);
    current = directory;
    return directory;
  };
  return {
    upper: "tmpfs",
    lower: "tmpfs",
    features: { samefs: true },
    unmounts: "together",
    place(name, lowers) {
      const directory = next();
      count += 1;
      return makeLayers(`${directory}/${name}-${count}`, lowers);
    },
    seal: async () => undefined,
    release: () => undefined,
    close: retire,
  };
}
