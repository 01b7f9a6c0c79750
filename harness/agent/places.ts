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

/** @throws where neither the adapter has places nor the agent a scratch */
export function placesOf(adapter: MountedAdapter, scratch: string | undefined): Places {
  if (adapter.place === undefined && scratch === undefined)
    throw new Error("Cannot mount: the agent was given no scratch directory");
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
