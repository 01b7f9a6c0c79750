import type { Layers, MountedAdapter } from "../../adapters/adapter.ts";
import type { FeatureSet } from "../language/feature.ts";
import { makeLayers } from "./layers.ts";
import { machineFeatures } from "./machine.ts";
import { removeTree } from "./remove.ts";

/** Where layers are made and removed: by the adapter, or in the agent's scratch. */
export interface Places {
  make(name: string, lowers: number): Promise<Layers>;
  remove(layers: Layers): Promise<void>;
}

export function placesOf(adapter: MountedAdapter, scratch: string): Places {
  return {
    make: async (name, lowers) =>
      adapter.place?.(name, lowers) ?? makeLayers(`${scratch}/${name}`, lowers),
    remove: async (layers) => adapter.release?.(layers) ?? removeTree(layers.root),
  };
}

/** What the machine lets the agent do, tried where the layers will be. */
export async function tryMachine(places: Places): Promise<FeatureSet> {
  const layers = await places.make("machine", 1);
  const machine = machineFeatures(layers);
  await places.remove(layers);
  return machine;
}
