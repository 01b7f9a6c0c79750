import { suite } from "../harness/language/index.ts";
import { mappedHandles } from "./idmap/handles.ts";
import { mappedUppers } from "./idmap/uppers.ts";
import { mappedLayers } from "./idmap/layers.ts";

/** Layers and mounts with mapped ids. */
export default suite("idmap", [...mappedLayers, ...mappedUppers, ...mappedHandles]);
