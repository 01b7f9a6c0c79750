/**
 * The overlay filesystem as a library: docs/overlay-ts.md has the page about it.
 */
export { type OverlayLayers, type OverlayOptions, Overlay } from "./api/overlay.ts";
export { type Layer, directoryLayer, memoryLayer } from "./api/layer.ts";
export { OverlayError } from "./api/overlay-error.ts";
export { type Dirent, type Stats } from "./api/stats.ts";
export type { FileHandle } from "./api/file-handle.ts";
export type { Files, PromisedFiles, PromisedHandle, User } from "./api/files.ts";
