import { suite } from "../harness/language/index.ts";
import { container } from "./walkthrough-over-under/container.ts";
import { host } from "./walkthrough-over-under/host.ts";
import { layerDirectories } from "./walkthrough-over-under/layer-directories.ts";
import { view } from "./walkthrough-over-under/view.ts";

/** The walkthrough "Over Under": `docker diff` first, then an overlay mounted by hand. */
export default suite("walkthrough-over-under", [
  ...container,
  ...layerDirectories,
  ...host,
  ...view,
]);
