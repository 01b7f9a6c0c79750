import { suite } from "../harness/language/index.ts";
import { aliases } from "./underlying/aliases.ts";
import { offlineLower } from "./underlying/offline-lower.ts";
import { offlineUpper } from "./underlying/offline-upper.ts";
import { online } from "./underlying/online.ts";
import { survival } from "./underlying/survival.ts";

/** Changes of layers behind the overlay's back: between two mounts, where they are allowed, and under one. */
export default suite("underlying", [
  ...offlineUpper,
  ...offlineLower,
  ...aliases,
  ...online,
  ...survival,
]);
