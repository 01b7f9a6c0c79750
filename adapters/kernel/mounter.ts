import type { MountSpec } from "../../harness/language/scenario.ts";
import type { Layers, MountedAdapter } from "../adapter.ts";

/** What the probes ask of the adapter. */
export interface Mounter extends Required<
  Pick<MountedAdapter, "place" | "release" | "namespace" | "open">
> {
  withNamespace(mount: MountSpec): MountSpec;
}

/** A place of its own for each trial: a volatile mount leaves a mark that forbids the next one. */
export async function inPlace<T>(
  adapter: Mounter,
  use: (layers: Layers) => T,
  lowers = 1,
): Promise<Awaited<T>> {
  const layers = await adapter.place("probe", lowers);
  try {
    return await use(layers);
  } finally {
    await adapter.release(layers);
  }
}
