import { suite } from "../harness/language/index.ts";
import { devices } from "./nesting/marks.ts";
import { escaping } from "./nesting/escaping.ts";
import { depths } from "./nesting/depths.ts";
import { layersOfLayers } from "./nesting/layers.ts";

/** Overlays on overlays. */
export default suite("nesting", [...layersOfLayers, ...escaping, ...devices, ...depths]);
