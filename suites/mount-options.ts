import { suite } from "../harness/language/index.ts";
import { paths } from "./mount-options/paths.ts";
import { refusedLayers } from "./mount-options/refused-layers.ts";
import { refusedValues } from "./mount-options/refused-values.ts";
import { remounting } from "./mount-options/remounting.ts";
import { shownLayers } from "./mount-options/shown-layers.ts";
import { shownModes } from "./mount-options/shown-modes.ts";
import { working } from "./mount-options/working.ts";

/** What a mount takes for options, what it makes of them, and what it shows of them. */
export default suite("mount-options", [
  ...refusedLayers,
  ...refusedValues,
  ...shownLayers,
  ...shownModes,
  ...paths,
  ...remounting,
  ...working,
]);
