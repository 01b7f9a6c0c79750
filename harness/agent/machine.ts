import { dirname } from "node:path";
import type { Layers } from "../../adapters/adapter.ts";
import type { FeatureSet } from "../language/feature.ts";
import { AT_FDCWD, calls } from "./calls.ts";
import { inodeFlags, openFlags } from "./constants.ts";
import { withCredentials } from "./credentials.ts";
import { deviceNumber } from "./structs.ts";
import { makesDisks } from "./disk.ts";
import { tellsChanges } from "./dnotify.ts";
import { mapped } from "./extents.ts";
import { setQuota } from "./quota.ts";
import { givesRings } from "./ring.ts";
import { system } from "./syscalls.ts";
import {
  attempt,
  closing,
  flags,
  foldsCase,
  handle,
  keepsTimes,
  mountsRamfs,
  setsAcl,
  takesLargeXattr,
  takesVerity,
  withFile,
  xattr,
  xattrOfSocket,
} from "./trials.ts";
import { idmappedClone } from "./user-namespace.ts";

/*
 * What the machine lets the agent do on the filesystem of the layers. Everything is tried, nothing is inferred.
 */

const call = {
  mknodat: system("mknodat", "isii"),
  ioctlInt: system("ioctl", "iii"),
  fanotify_init: system("fanotify_init", "ii"),
  fcntl: system("fcntl", "iii"),
  fchownat: system("fchownat", "isiii"),
} as const;

const { O_RDWR, O_CREAT, O_CLOEXEC, O_RDONLY, O_DIRECT, O_TMPFILE, O_DIRECTORY } = openFlags;
const EINVAL = 22;
const EPERM = 1;

/** `file` and `directory` are in upper, `below` is a file in the first lower: mostly the filesystem of upper decides. */
type Trial = (file: string, directory: string, below: string) => boolean;

const trials: Readonly<Record<string, Trial>> = {
  uids: (file) =>
    call.fchownat(AT_FDCWD, file, 1000, 1000, 0) === 0 &&
    attempt(() => withCredentials({ uid: 1000, gid: 1000 }, () => 0)),
  trusted_xattr: (file) => xattr(file, "trusted.trial"),
  user_xattr: (file) => xattr(file, "user.trial"),
  security_xattr: (file) => xattr(file, "security.trial"),
  large_xattrs: (file, _, below) => [file, below].every(takesLargeXattr),
  acl: (file) => setsAcl(file),
  lower_acls: (_, __, below) => setsAcl(below),
  mknod: (_, directory) =>
    call.mknodat(AT_FDCWD, `${directory}/device`, 0o020644, deviceNumber(1, 3)) === 0,
  mounts: () => true,
  idmapped_mounts: (_, directory) =>
    closing(idmappedClone(directory, [{ inside: 0, outside: 1000, count: 10 }])),
  handles: (file) => withFile(file, O_RDONLY, (fd) => handle(file, fd)),
  dnotify: (_, directory) => withFile(directory, O_RDONLY, tellsChanges),
  fanotify: () => closing(call.fanotify_init(0, O_RDONLY | O_CLOEXEC)),
  inode_flags: (file) =>
    withFile(file, O_RDONLY, (fd) => flags(fd, inodeFlags.FS_NODUMP_FL) && flags(fd, 0)),
  immutable: (file) =>
    withFile(file, O_RDONLY, (fd) => flags(fd, inodeFlags.FS_IMMUTABLE_FL) && flags(fd, 0)),
  fs_verity: (file, _, below) => [file, below].every((each) => takesVerity(`${each}-verity`)),
  casefold: (_, directory, below) =>
    [directory, dirname(below)].every((each) => foldsCase(`${each}/folded`)),
  ramfs: (_, directory) => mountsRamfs(directory),
  ext4_disks: (_, directory) => makesDisks(directory, "ext4"),
  vfat_disks: (_, directory) => makesDisks(directory, "vfat"),
  extents: (file, _, below) =>
    [file, below].every((each) => withFile(each, O_RDONLY, (fd) => mapped(fd) >= 0)),
  reflink: (file, directory) =>
    withFile(file, O_RDONLY, (from) =>
      withFile(
        `${directory}/clone`,
        O_RDWR | O_CREAT,
        (to) => call.ioctlInt(to, 0x40049409, from) === 0,
      ),
    ),
  quota: (_, directory) =>
    setQuota(directory, 2 ** 40) === 0 && setQuota(directory, undefined) === 0,
  direct_io: (file) => withFile(file, O_RDONLY | O_DIRECT, () => true),
  io_uring: () => givesRings(),
  tmpfile: (_, directory) => closing(calls.openat(AT_FDCWD, directory, O_TMPFILE | O_RDWR, 0o600)),
  leases: (file) => withFile(file, O_RDONLY, (fd) => call.fcntl(fd, 1024, 0) === 0),
  concurrency: () => true,
  multi_lower: () => true,
  index_over_lowers: () => true,
  lower_special_links: () => true,
  layers_on_disk: () => true,
  lower_marks: () => true,
  exact_times: (file) => keepsTimes(file),
  writable_lowers: () => true,
  creat_directory_refused: (_, directory) =>
    calls.openat(AT_FDCWD, `${directory}/none`, O_CREAT | O_DIRECTORY | O_CLOEXEC, 0o600) ===
    -EINVAL,
  socket_xattrs: (_, directory) => xattrOfSocket(directory) === 0,
  sockets_refuse_xattrs: (_, directory) => xattrOfSocket(directory) === -EPERM,
};

/** Features of the machine, by trials in `layers.upper`. What the trials make goes with the layers. */
export function machineFeatures(layers: Layers): FeatureSet {
  const directory = layers.upper;
  const file = trialFile(directory);
  const below = trialFile(layers.lowers[0] ?? directory);
  return Object.fromEntries(
    Object.entries(trials).map(([feature, trial]) => [feature, trial(file, directory, below)]),
  );
}

function trialFile(directory: string): string {
  const file = `${directory}/trial`;
  const fd = calls.openat(AT_FDCWD, file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644);
  calls.write(fd, Buffer.from("trial"), 5);
  calls.close(fd);
  return file;
}
