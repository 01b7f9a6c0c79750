/**
 * Names of flags, one list for each argument that takes them, spelled as in the headers.
 * The agent holds the numbers: some of them differ between architectures.
 */

/** open(2) */
export const openFlags = [
  "O_RDONLY",
  "O_WRONLY",
  "O_RDWR",
  "O_CREAT",
  "O_EXCL",
  "O_NOCTTY",
  "O_TRUNC",
  "O_APPEND",
  "O_NONBLOCK",
  "O_DSYNC",
  "O_SYNC",
  "O_DIRECT",
  "O_LARGEFILE",
  "O_DIRECTORY",
  "O_NOFOLLOW",
  "O_NOATIME",
  "O_CLOEXEC",
  "O_PATH",
  "O_TMPFILE",
] as const;

/** openat2(2) */
export const resolveFlags = [
  "RESOLVE_NO_XDEV",
  "RESOLVE_NO_MAGICLINKS",
  "RESOLVE_NO_SYMLINKS",
  "RESOLVE_BENEATH",
  "RESOLVE_IN_ROOT",
  "RESOLVE_CACHED",
] as const;

/** The AT_* flags of the *at system calls. */
export const atFlags = [
  "AT_SYMLINK_NOFOLLOW",
  "AT_SYMLINK_FOLLOW",
  "AT_EACCESS",
  "AT_REMOVEDIR",
  "AT_NO_AUTOMOUNT",
  "AT_EMPTY_PATH",
  "AT_STATX_FORCE_SYNC",
  "AT_STATX_DONT_SYNC",
  "AT_HANDLE_FID",
  "AT_HANDLE_CONNECTABLE",
  "AT_RECURSIVE",
] as const;

/** lseek(2) */
export const whences = ["SEEK_SET", "SEEK_CUR", "SEEK_END", "SEEK_DATA", "SEEK_HOLE"] as const;

/** fallocate(2) */
export const fallocateFlags = [
  "FALLOC_FL_KEEP_SIZE",
  "FALLOC_FL_PUNCH_HOLE",
  "FALLOC_FL_COLLAPSE_RANGE",
  "FALLOC_FL_ZERO_RANGE",
  "FALLOC_FL_INSERT_RANGE",
  "FALLOC_FL_UNSHARE_RANGE",
] as const;

/** posix_fadvise(2) */
export const advices = [
  "POSIX_FADV_NORMAL",
  "POSIX_FADV_RANDOM",
  "POSIX_FADV_SEQUENTIAL",
  "POSIX_FADV_WILLNEED",
  "POSIX_FADV_DONTNEED",
  "POSIX_FADV_NOREUSE",
] as const;

/** renameat2(2) */
export const renameFlags = ["RENAME_NOREPLACE", "RENAME_EXCHANGE", "RENAME_WHITEOUT"] as const;

/** access(2) */
export const accessModes = ["F_OK", "R_OK", "W_OK", "X_OK"] as const;

/** setxattr(2) */
export const xattrFlags = ["XATTR_CREATE", "XATTR_REPLACE"] as const;

/** FS_IOC_SETFLAGS of ioctl_iflags(2) */
export const inodeFlags = [
  "FS_SECRM_FL",
  "FS_UNRM_FL",
  "FS_COMPR_FL",
  "FS_SYNC_FL",
  "FS_IMMUTABLE_FL",
  "FS_APPEND_FL",
  "FS_NODUMP_FL",
  "FS_NOATIME_FL",
  "FS_JOURNAL_DATA_FL",
  "FS_NOTAIL_FL",
  "FS_DIRSYNC_FL",
  "FS_TOPDIR_FL",
  "FS_EXTENT_FL",
  "FS_VERITY_FL",
  "FS_NOCOW_FL",
  "FS_INLINE_DATA_FL",
  "FS_PROJINHERIT_FL",
  "FS_CASEFOLD_FL",
] as const;

/** struct fsxattr, linux/fs.h */
export const fsxFlags = [
  "FS_XFLAG_REALTIME",
  "FS_XFLAG_PREALLOC",
  "FS_XFLAG_IMMUTABLE",
  "FS_XFLAG_APPEND",
  "FS_XFLAG_SYNC",
  "FS_XFLAG_NOATIME",
  "FS_XFLAG_NODUMP",
  "FS_XFLAG_PROJINHERIT",
  "FS_XFLAG_DAX",
  "FS_XFLAG_HASATTR",
] as const;

/** FS_IOC_SHUTDOWN, linux/fs.h */
export const shutdownFlags = [
  "FS_SHUTDOWN_FLAGS_DEFAULT",
  "FS_SHUTDOWN_FLAGS_LOGFLUSH",
  "FS_SHUTDOWN_FLAGS_NOLOGFLUSH",
] as const;

/** What mkfs(8) makes for a scenario. */
export const diskTypes = ["ext4", "vfat"] as const;

/** mmap(2) */
export const protections = ["PROT_READ", "PROT_WRITE", "PROT_EXEC"] as const;
export const mapFlags = [
  "MAP_SHARED",
  "MAP_PRIVATE",
  "MAP_SHARED_VALIDATE",
  "MAP_POPULATE",
] as const;
export const msyncFlags = ["MS_ASYNC", "MS_SYNC", "MS_INVALIDATE"] as const;

/** flock(2), fcntl(2) */
export const flockFlags = ["LOCK_SH", "LOCK_EX", "LOCK_UN", "LOCK_NB"] as const;
export const lockCommands = [
  "F_GETLK",
  "F_SETLK",
  "F_SETLKW",
  "F_OFD_GETLK",
  "F_OFD_SETLK",
  "F_OFD_SETLKW",
] as const;
export const lockTypes = ["F_RDLCK", "F_WRLCK", "F_UNLCK"] as const;

/** fcntl(2), F_NOTIFY */
export const dnotifyMasks = [
  "DN_ACCESS",
  "DN_MODIFY",
  "DN_CREATE",
  "DN_DELETE",
  "DN_RENAME",
  "DN_ATTRIB",
  "DN_MULTISHOT",
] as const;

/** io_uring_enter(2): of a request */
export const ringFlags = ["IOSQE_ASYNC"] as const;

/** inotify(7) */
export const inotifyMasks = [
  "IN_ACCESS",
  "IN_MODIFY",
  "IN_ATTRIB",
  "IN_CLOSE_WRITE",
  "IN_CLOSE_NOWRITE",
  "IN_OPEN",
  "IN_MOVED_FROM",
  "IN_MOVED_TO",
  "IN_CREATE",
  "IN_DELETE",
  "IN_DELETE_SELF",
  "IN_MOVE_SELF",
  "IN_UNMOUNT",
  "IN_Q_OVERFLOW",
  "IN_IGNORED",
  "IN_ONLYDIR",
  "IN_DONT_FOLLOW",
  "IN_EXCL_UNLINK",
  "IN_MASK_CREATE",
  "IN_MASK_ADD",
  "IN_ISDIR",
  "IN_ONESHOT",
] as const;

/** fanotify(7) */
export const fanotifyInitFlags = [
  "FAN_CLASS_NOTIF",
  "FAN_CLASS_CONTENT",
  "FAN_CLASS_PRE_CONTENT",
  "FAN_UNLIMITED_QUEUE",
  "FAN_UNLIMITED_MARKS",
  "FAN_REPORT_TID",
  "FAN_REPORT_FID",
  "FAN_REPORT_DIR_FID",
  "FAN_REPORT_NAME",
  "FAN_REPORT_TARGET_FID",
] as const;
export const fanotifyMarkFlags = [
  "FAN_MARK_ADD",
  "FAN_MARK_REMOVE",
  "FAN_MARK_DONT_FOLLOW",
  "FAN_MARK_ONLYDIR",
  "FAN_MARK_IGNORED_MASK",
  "FAN_MARK_IGNORED_SURV_MODIFY",
  "FAN_MARK_FLUSH",
  "FAN_MARK_IGNORE",
  "FAN_MARK_INODE",
  "FAN_MARK_MOUNT",
  "FAN_MARK_FILESYSTEM",
] as const;
export const fanotifyMasks = [
  "FAN_ACCESS",
  "FAN_MODIFY",
  "FAN_ATTRIB",
  "FAN_CLOSE_WRITE",
  "FAN_CLOSE_NOWRITE",
  "FAN_OPEN",
  "FAN_MOVED_FROM",
  "FAN_MOVED_TO",
  "FAN_CREATE",
  "FAN_DELETE",
  "FAN_DELETE_SELF",
  "FAN_MOVE_SELF",
  "FAN_OPEN_EXEC",
  "FAN_Q_OVERFLOW",
  "FAN_FS_ERROR",
  "FAN_OPEN_PERM",
  "FAN_ACCESS_PERM",
  "FAN_OPEN_EXEC_PERM",
  "FAN_EVENT_ON_CHILD",
  "FAN_RENAME",
  "FAN_ONDIR",
] as const;

/** mount(2), umount2(2) */
export const mountFlags = [
  "MS_RDONLY",
  "MS_NOSUID",
  "MS_NODEV",
  "MS_NOEXEC",
  "MS_SYNCHRONOUS",
  "MS_REMOUNT",
  "MS_MANDLOCK",
  "MS_DIRSYNC",
  "MS_NOSYMFOLLOW",
  "MS_NOATIME",
  "MS_NODIRATIME",
  "MS_BIND",
  "MS_MOVE",
  "MS_REC",
  "MS_SILENT",
  "MS_PRIVATE",
  "MS_SLAVE",
  "MS_SHARED",
  "MS_RELATIME",
  "MS_STRICTATIME",
  "MS_LAZYTIME",
] as const;
export const umountFlags = ["MNT_FORCE", "MNT_DETACH", "MNT_EXPIRE", "UMOUNT_NOFOLLOW"] as const;

/** The mount API of Linux 5.2, linux/mount.h */
export const fsconfigCommands = [
  "FSCONFIG_SET_FLAG",
  "FSCONFIG_SET_STRING",
  "FSCONFIG_SET_BINARY",
  "FSCONFIG_SET_PATH",
  "FSCONFIG_SET_PATH_EMPTY",
  "FSCONFIG_SET_FD",
  "FSCONFIG_CMD_CREATE",
  "FSCONFIG_CMD_RECONFIGURE",
  "FSCONFIG_CMD_CREATE_EXCL",
] as const;
export const mountAttributes = [
  "MOUNT_ATTR_RDONLY",
  "MOUNT_ATTR_NOSUID",
  "MOUNT_ATTR_NODEV",
  "MOUNT_ATTR_NOEXEC",
  "MOUNT_ATTR_NOATIME",
  "MOUNT_ATTR_STRICTATIME",
  "MOUNT_ATTR_NODIRATIME",
  "MOUNT_ATTR_IDMAP",
  "MOUNT_ATTR_NOSYMFOLLOW",
] as const;
export const openTreeFlags = [
  "OPEN_TREE_CLONE",
  "OPEN_TREE_CLOEXEC",
  "AT_RECURSIVE",
  "AT_EMPTY_PATH",
] as const;
export const moveMountFlags = [
  "MOVE_MOUNT_F_SYMLINKS",
  "MOVE_MOUNT_F_AUTOMOUNTS",
  "MOVE_MOUNT_F_EMPTY_PATH",
  "MOVE_MOUNT_T_SYMLINKS",
  "MOVE_MOUNT_T_AUTOMOUNTS",
  "MOVE_MOUNT_T_EMPTY_PATH",
] as const;

/** capabilities(7), by number from 0 */
export const capabilityNames = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_DAC_READ_SEARCH",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETPCAP",
  "CAP_LINUX_IMMUTABLE",
  "CAP_NET_BIND_SERVICE",
  "CAP_NET_BROADCAST",
  "CAP_NET_ADMIN",
  "CAP_NET_RAW",
  "CAP_IPC_LOCK",
  "CAP_IPC_OWNER",
  "CAP_SYS_MODULE",
  "CAP_SYS_RAWIO",
  "CAP_SYS_CHROOT",
  "CAP_SYS_PTRACE",
  "CAP_SYS_PACCT",
  "CAP_SYS_ADMIN",
  "CAP_SYS_BOOT",
  "CAP_SYS_NICE",
  "CAP_SYS_RESOURCE",
  "CAP_SYS_TIME",
  "CAP_SYS_TTY_CONFIG",
  "CAP_MKNOD",
  "CAP_LEASE",
  "CAP_AUDIT_WRITE",
  "CAP_AUDIT_CONTROL",
  "CAP_SETFCAP",
  "CAP_MAC_OVERRIDE",
  "CAP_MAC_ADMIN",
] as const;
