import { build } from "../bin/build.mjs";

/** Once before all tests: agents and scripts run from dist/, and a stale one would be what is tested. */
export function setup(): void {
  build();
}
