import dockerDiff from "./docker-diff.ts";
import walkthroughLayers from "./walkthrough-layers.ts";
import walkthroughOverUnder from "./walkthrough-over-under.ts";

export const suites = [walkthroughOverUnder, walkthroughLayers, dockerDiff];
