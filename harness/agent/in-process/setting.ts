import type { InProcessAdapter } from "../../../adapters/adapter.ts";
import type { Setting } from "../stage.ts";

/** Sets scenarios up on an in-process subject. */
export function inProcessSetting(adapter: InProcessAdapter): Setting {
  throw new Error(`Cannot open "${adapter.name}": in-process subjects are not there yet`);
}
