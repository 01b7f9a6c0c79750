import type { Feature } from "../language/feature.ts";

/** What would enable a feature of the machine. */
export const remedies: Readonly<Partial<Record<Feature, string>>> = {
  uids: "the user namespace maps one uid only; run as root",
  trusted_xattr: "trusted.* attributes belong to the initial user namespace; run as root",
  mknod: "device nodes belong to the initial user namespace; run as root",
  handles: "open_by_handle_at needs CAP_DAC_READ_SEARCH in the initial user namespace; run as root",
  fanotify: "fanotify_init needs CAP_SYS_ADMIN in the initial user namespace; run as root",
  dnotify: "the kernel tells no changes of directories; write 1 to /proc/sys/fs/dir-notify-enable",
  io_uring: "the kernel gives no rings here; write 0 to /proc/sys/kernel/io_uring_disabled",
  redirect_dir: "this mount cannot have redirect_dir=on; run as root, without userxattr",
  metacopy: "this mount cannot have metacopy=on; run as root, without userxattr",
  index:
    "the layers' filesystem gives no usable file handles; run as root on tmpfs, ext4, xfs or btrfs",
  nfs_export:
    "the layers' filesystem gives no usable file handles; run as root on tmpfs, ext4, xfs or btrfs",
  idmapped_mounts: "the layers' filesystem takes no mapping of ids here; run as root",
  data_only:
    "this mount cannot take data from a data-only layer; run as root on Linux 6.5 or newer",
  xwhiteouts: "this mount takes no marks for whiteouts; run as root on Linux 6.7 or newer",
  sockets_refuse_xattrs: "sockets have attributes of the user namespace here, since Linux 7.2",
  socket_xattrs: "sockets have no attributes of the user namespace here; Linux 7.2 lets them",
  creat_directory_refused: "open makes what O_DIRECTORY then refuses; Linux 6.4 or newer does not",
  data_only_alone: "data-only layers need metacopy=on here; Linux 6.16 or newer does without",
  origin: "copy-up leaves no usable origin here; run as root",
  acl: "the layers' filesystem takes no ACLs here; run as root, or choose another by --adapter-option=fs=",
  lower_acls:
    "lower's filesystem sets no lists, so none is set on what is there only; choose another by --adapter-option=lower=",
  index_over_lowers:
    "lowers without an id of their filesystem are told apart by nothing; choose others by --adapter-option=lower=",
  lower_special_links:
    "the image tool makes several objects of a symbolic link or FIFO with several names; choose another filesystem by --adapter-option=lower=",
  quota: "the layers' filesystem keeps no quota here; choose --adapter-option=fs=btrfs",
  fs_verity:
    "the layers' filesystems have no fs-verity here; choose --adapter-option=fs=ext4, on a kernel with CONFIG_FS_VERITY",
  casefold:
    "the layers' filesystems fold no case; choose --adapter-option=fs=casefold, on a kernel with CONFIG_UNICODE",
  ramfs: "ramfs cannot be mounted here; run as root, or where user namespaces may mount",
  ext4_disks:
    "no ext4 can be made and mounted here; run as root where loop devices are, with mkfs.ext4 (apt-get install e2fsprogs)",
  vfat_disks:
    "no vfat can be made and mounted here; run as root where loop devices are, on a kernel that has vfat, with mkfs.vfat (apt-get install dosfstools)",
  extents: "the layers' filesystems tell no extents; choose --adapter-option=fs=ext4, xfs or btrfs",
  reflink: "the layers' filesystem does not clone; choose --adapter-option=fs=xfs or btrfs",
  xino: "xino does nothing on layers of one filesystem; choose --adapter-option=lower=ext4",
  mounts: "the subject cannot be mounted by mount(2)",
  layers_on_disk: "the subject's layers are not directories",
  immutable:
    "protecting files needs CAP_LINUX_IMMUTABLE in the initial user namespace; run as root",
  lower_marks: "lowers that are overlays use their marks up; leave the option `cover`",
  exact_times:
    "lowers that are images lose atime or nanoseconds; choose another filesystem by --adapter-option=lower=",
  writable_lowers:
    "lowers that are images cannot be changed; choose another filesystem by --adapter-option=lower=",
};
