import type { Call } from "../language/step.ts";
import { calls } from "./calls.ts";
import { killChild } from "./child.ts";
import { type Context, type Held, unmap } from "./context.ts";

/* What lanes begin with, and what of theirs is the scenario's when all have ended. */

/** The process of all steps of a lane; undefined for the scenario's own. */
export function processOf(lane: readonly Call[]): string | undefined {
  const names = new Set(lane.map(({ by }) => by));
  if (names.size > 1)
    throw new Error("Cannot carry out a lane in several processes: give each a lane of its own");
  return [...names][0];
}

export function umaskNow(): number {
  const umask = calls.umask(0);
  calls.umask(umask);
  return umask;
}

/** Takes over what a lane opened, closed and replaced. Of what several lanes left under one name, the last counts. */
export function adopt(context: Context, before: Held, after: Held): void {
  takeOver(context.slots, before.slots, after.slots, (_, fd) => calls.close(fd));
  takeOver(context.maps, before.maps, after.maps, (name) => unmap(context, name));
  takeOver(context.processes, before.processes, after.processes, (_, pid) => killChild(pid));
  takeOver(context.watches, before.watches, after.watches);
  takeOver(context.handles, before.handles, after.handles);
}

function takeOver<T>(
  now: Map<string, T>,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  discard?: (name: string, value: T) => void,
): void {
  for (const [name, value] of after) {
    if (same(value, before.get(name))) continue;
    const other = now.get(name);
    // Another lane left it. What was there before, the lane has given back by itself.
    if (other !== undefined && !same(other, before.get(name))) discard?.(name, other);
    now.set(name, value);
  }
  for (const name of before.keys())
    if (!after.has(name) && same(now.get(name), before.get(name))) now.delete(name);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
