import { AT_FDCWD, calls } from "./calls.ts";
import { CLONE_NEWUSER, killChild, startChild } from "./child.ts";
import { atFlags, openFlags } from "./constants.ts";
import { fsconfigCommands, mountAttributes, openTreeFlags } from "./mount-constants.ts";
import { programs } from "./programs.ts";
import { system } from "./syscalls.ts";

/* User namespaces with nobody in them, for their mappings of ids. */

const call = {
  memfd_create: system("memfd_create", "si"),
  open_tree: system("open_tree", "isi"),
  mount_setattr: system("mount_setattr", "isipi"),
  fsopen: system("fsopen", "si"),
  fsconfig: system("fsconfig", "iippi"),
  fsmount: system("fsmount", "iii"),
} as const;

/** As in user_namespaces(7): `count` ids from `inside` are those from `outside`. */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** A descriptor of a new user namespace with these mappings, or a negative errno. */
export function openUserNamespace(uids: readonly IdRange[], gids: readonly IdRange[]): number {
  const program = call.memfd_create("pause", 1); // MFD_CLOEXEC
  if (program < 0) return program;
  calls.write(program, programs.pause, programs.pause.length);
  const flags = atFlags.AT_EMPTY_PATH;
  const namespaces = CLONE_NEWUSER;
  const pid = startChild({ dirfd: program, path: "", argv: ["pause"], flags, namespaces });
  calls.close(program);
  if (pid < 0) return pid;
  const mapped = Math.min(write(`${pid}/uid_map`, uids), write(`${pid}/gid_map`, gids));
  const fd = mapped < 0 ? mapped : open(`${pid}/ns/user`, openFlags.O_RDONLY);
  killChild(pid);
  return fd;
}

let proc: number | undefined;

/** /proc may be of another pid namespace than the agent's: this one is not, and is mounted nowhere. */
function ownProc(): number {
  if (proc !== undefined) return proc;
  const context = call.fsopen("proc", 1); // FSOPEN_CLOEXEC
  if (context < 0) return context;
  call.fsconfig(context, fsconfigCommands.FSCONFIG_CMD_CREATE, null, null, 0);
  proc = call.fsmount(context, 1, 0); // FSMOUNT_CLOEXEC
  calls.close(context);
  return proc;
}

/** A clone of the mount at a path with a mapping of ids, or a negative errno. */
export function idmappedClone(path: string, ranges: readonly IdRange[]): number {
  const namespace = openUserNamespace(ranges, ranges);
  if (namespace < 0) return namespace;
  const tree = call.open_tree(AT_FDCWD, path, openTreeFlags.OPEN_TREE_CLONE | 0o2000000); // OPEN_TREE_CLOEXEC
  const attributes = Buffer.alloc(32);
  attributes.writeBigUInt64LE(BigInt(mountAttributes.MOUNT_ATTR_IDMAP), 0);
  attributes.writeBigUInt64LE(BigInt(namespace), 24);
  const set =
    tree < 0
      ? tree
      : call.mount_setattr(tree, "", atFlags.AT_EMPTY_PATH, attributes, attributes.length);
  calls.close(namespace);
  if (set < 0 && tree >= 0) calls.close(tree);
  return set < 0 ? set : tree;
}

function write(path: string, ranges: readonly IdRange[]): number {
  const fd = open(path, openFlags.O_WRONLY);
  if (fd < 0) return fd;
  const text = Buffer.from(
    ranges.map(({ inside, outside, count }) => `${inside} ${outside} ${count}\n`).join(""),
  );
  const result = calls.write(fd, text, text.length);
  calls.close(fd);
  return result;
}

function open(path: string, flags: number): number {
  return calls.openat(ownProc(), path, flags | openFlags.O_CLOEXEC, 0);
}
