import type { Topology } from "../adapter.ts";

const deep = [1, 2, 3, 10].map((count): Topology => ({
  name: `${count} lower${count === 1 ? "" : "s"}`,
  options: { stack: String(count) },
}));

/**
 * Layers by which a scenario comes to the same. The default is one tmpfs for all of them. What one of these cannot show
 * is skipped there with its reason: an image keeps no times, an overlay as a lower uses up the marks in it.
 */
export const topologies: readonly Topology[] = [
  ...deep,
  // mount(2) takes a page of options, which so many paths do not fit into.
  { name: "500 lowers", options: { stack: "500", api: "fsconfig" } },
  { name: "fsconfig", options: { api: "fsconfig" } },
  { name: "ext4", options: { fs: "ext4" } },
  { name: "ext4 that can fold case", options: { fs: "casefold" } },
  { name: "xfs", options: { fs: "xfs" } },
  { name: "btrfs", options: { fs: "btrfs" } },
  { name: "tmpfs over ext4", options: { lower: "ext4" } },
  { name: "ext4 over xfs", options: { fs: "ext4", lower: "xfs" } },
  { name: "xfs over tmpfs", options: { fs: "xfs", lower: "tmpfs" } },
  { name: "btrfs over ext4", options: { fs: "btrfs", lower: "ext4" } },
  { name: "ext4 over ext4 of the same UUID", options: { fs: "ext4", lower: "twin" } },
  { name: "over erofs", options: { lower: "erofs" } },
  { name: "over squashfs", options: { lower: "squashfs" } },
  { name: "over read-only mounts", options: { cover: "read-only" } },
  { name: "over idmapped mounts", options: { cover: "idmapped" } },
  { name: "over overlays", options: { cover: "overlay" } },
  { name: "in a user namespace", options: {}, unprivileged: true },
];
