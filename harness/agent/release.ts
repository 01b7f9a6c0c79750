import { calls } from "./calls.ts";
import { killChild } from "./child.ts";
import { type Context, unmap } from "./context.ts";
import { forgetNotified } from "./dnotify.ts";

/** Gives back everything that a scenario holds: what is left would keep its mount busy. */
export function release(context: Context): void {
  context.standpoint.leave();
  for (const pid of context.processes.values()) killChild(pid);
  context.processes.clear();
  for (const map of context.maps.keys()) unmap(context, map);
  for (const fd of context.slots.values()) calls.close(fd);
  context.slots.clear();
  forgetNotified();
  context.watches.clear();
  context.handles.clear();
}
