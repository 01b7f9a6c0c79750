import type { Layer } from "./structure.ts";

/*
 * Layers where a directory with whiteouts that are files was met. From then on they are looked for in all directories
 * that may have some in any layer. Source: ovl_layer_set_xwhiteouts.
 */

const met = new WeakSet<Layer>();

export function noteFileWhiteouts(layer: Layer): void {
  met.add(layer);
}

export function mayHaveFileWhiteouts(layer: Layer): boolean {
  return met.has(layer);
}
