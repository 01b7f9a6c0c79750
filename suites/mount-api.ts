import { suite } from "../harness/language/index.ts";
import { credentials } from "./mount-api/credentials.ts";
import { descriptors } from "./mount-api/descriptors.ts";
import { layerByLayer } from "./mount-api/layer-by-layer.ts";
import { reconfiguring } from "./mount-api/reconfiguring.ts";
import { strings } from "./mount-api/strings.ts";

/** Overlays made step by step: fsopen, fsconfig, fsmount and move_mount. */
export default suite("mount-api", [
  ...layerByLayer,
  ...strings,
  ...descriptors,
  ...reconfiguring,
  ...credentials,
]);
