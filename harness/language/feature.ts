/**
 * Features: what a mount or a machine can do. They are probed on the running system and read back, never
 * inferred from a version. An expectation may depend on one (`when`), a scenario may need some (`needs`).
 */

/** Effective on the mount of the scenario, after defaults, conflicts and fallbacks. */
export const mountFeatures = [
  "redirect_dir",
  "redirect_follow",
  "metacopy",
  "index",
  "nfs_export",
  "index_over_lowers",
  "xino",
  "userxattr",
  "volatile",
  "uuid",
  "verity",
  "writable",
  "fsconfig",
  "origin",
  "samefs",
] as const;

/** What overlays of this kernel do, whatever the options of a mount are. */
export const kernelFeatures = [
  "data_only",
  "data_only_alone",
  "fsync_modes",
  "layer_by_layer",
  "layer_descriptors",
  "override_creds",
  "escaped_xattrs",
  "idmapped_overlay",
  "verity_alone",
  "xwhiteouts",
  "opaque_new_dirs",
  "options_checked_at_once",
  "uuid_off",
  "file_ids",
] as const;

/** What the machine lets the agent do there. */
export const machineFeatures = [
  "uids",
  "trusted_xattr",
  "user_xattr",
  "security_xattr",
  "large_xattrs",
  "acl",
  "lower_acls",
  "mknod",
  "mounts",
  "shared_mounts",
  "idmapped_mounts",
  "handles",
  "file_handle_fid",
  "connectable_handles",
  "dnotify",
  "fanotify",
  "inode_flags",
  "immutable",
  "quota",
  "reflink",
  "extents",
  "fs_verity",
  "casefold",
  "ext4_disks",
  "vfat_disks",
  "ramfs",
  "direct_io",
  "io_uring",
  "tmpfile",
  "leases",
  "concurrency",
  "multi_lower",
  "layers_on_disk",
  "lower_marks",
  "lower_special_links",
  "exact_times",
  "writable_lowers",
  "creat_directory_refused",
  "socket_xattrs",
  "sockets_refuse_xattrs",
] as const;

export const features = [...mountFeatures, ...kernelFeatures, ...machineFeatures] as const;
export type Feature = (typeof features)[number];

/** What a probe found. A feature that is not listed was not found. */
export type FeatureSet = Readonly<Partial<Record<Feature, boolean>>>;
