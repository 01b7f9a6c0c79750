import type { Layers } from "../../adapters/adapter.ts";
import type { TreeName } from "../language/transcript.ts";

/** Where the trees of the layers are. */
export function layerDirectories({ lowers, upper, work }: Layers): ReadonlyMap<TreeName, string> {
  return new Map<TreeName, string>([
    ["upper", upper],
    ["work", work],
    ...lowers.map((lower, index): [TreeName, string] => [`lower${index}`, lower]),
  ]);
}
