import { AT_FDCWD, calls } from "./calls.ts";
import { fsconfigCommands, mountFlags, moveMountFlags, umountFlags } from "./mount-constants.ts";
import { mountTable, system } from "./syscalls.ts";

/*
 * Mounting, and what the kernel says of a mount, for adapters and for ops. Results are negative errnos.
 */

const call = {
  mount: system("mount", "sssis"),
  fsopen: system("fsopen", "si"),
  fsconfigString: system("fsconfig", "iissi"),
  fsconfigKey: system("fsconfig", "iispi"),
  fsconfigCommand: system("fsconfig", "iippi"),
  fsmount: system("fsmount", "iii"),
  moveMount: system("move_mount", "isisi"),
} as const;

/** A parameter of a filesystem: a flag where it has no value, a descriptor where that is a number. */
export type Parameter = readonly [key: string, value?: string | number];

/** mount(2) with the parameters as its option string. */
export function mountByString(
  type: string,
  target: string,
  flags: number,
  parameters: readonly Parameter[],
): number {
  const options = parameters.map(([key, value]) => (value === undefined ? key : `${key}=${value}`));
  return call.mount(type, target, type, flags, options.join(","));
}

/** fsopen, fsconfig for each parameter, fsmount, move_mount: what Linux has since 5.2. */
export function mountByConfig(
  type: string,
  target: string,
  attributes: number,
  parameters: readonly Parameter[],
): number {
  const context = call.fsopen(type, 1); // FSOPEN_CLOEXEC
  if (context < 0) return context;
  try {
    for (const parameter of parameters) {
      const result = configure(context, parameter);
      if (result < 0) return result;
    }
    const created = call.fsconfigCommand(
      context,
      fsconfigCommands.FSCONFIG_CMD_CREATE,
      null,
      null,
      0,
    );
    if (created < 0) return created;
    const mount = call.fsmount(context, 1, attributes); // FSMOUNT_CLOEXEC
    if (mount < 0) return mount;
    const moved = call.moveMount(
      mount,
      "",
      AT_FDCWD,
      target,
      moveMountFlags.MOVE_MOUNT_F_EMPTY_PATH,
    );
    calls.close(mount);
    return moved;
  } finally {
    calls.close(context);
  }
}

/** Whether a parameter that the filesystem does not know is refused when it is set, and not when it is mounted. */
export function refusesAtOnce(type: string, unknown: Parameter): boolean {
  const context = call.fsopen(type, 1); // FSOPEN_CLOEXEC
  if (context < 0) return false;
  const result = configure(context, unknown);
  calls.close(context);
  return result < 0;
}

function configure(context: number, [key, value]: Parameter): number {
  const { FSCONFIG_SET_FLAG, FSCONFIG_SET_FD, FSCONFIG_SET_STRING } = fsconfigCommands;
  if (value === undefined) return call.fsconfigKey(context, FSCONFIG_SET_FLAG, key, null, 0);
  return typeof value === "number"
    ? call.fsconfigKey(context, FSCONFIG_SET_FD, key, null, value)
    : call.fsconfigString(context, FSCONFIG_SET_STRING, key, value, 0);
}

/** Shows a directory at another place too. */
export function bind(directory: string, target: string): number {
  return call.mount(directory, target, "none", mountFlags.MS_BIND, "");
}

/** Shares a mount point; false where that says nothing of it in mountinfo, so that nothing is shared. */
export function share(target: string): boolean {
  if (call.mount("none", target, "none", mountFlags.MS_SHARED, "") < 0) return false;
  const line = mountTable().findLast((each) => unescape(each.split(" ")[4] ?? "") === target);
  return line?.includes(" shared:") === true;
}

export function unmount(target: string, flags = 0): number {
  return calls.umount2(target, flags);
}

export interface MountInfo {
  readonly type: string;
  readonly source: string;
  /** Of the filesystem: what it shows of its own options. */
  readonly options: readonly string[];
  /** Of the mount: rw, relatime, … */
  readonly flags: readonly string[];
}

/** The topmost mount at an absolute path, by proc_pid_mountinfo(5); undefined where none is. */
export function mountInfo(target: string): MountInfo | undefined {
  const line = mountTable().findLast((each) => unescape(each.split(" ")[4] ?? "") === target);
  if (line === undefined) return undefined;
  const [mount = "", filesystem = ""] = line.split(" - ");
  const [type = "", source = "", options = ""] = filesystem.split(" ");
  const flags = mount.split(" ")[5] ?? "";
  return { type, source, options: options.split(","), flags: flags.split(",") };
}

/** Unmounts what steps have mounted at or below a directory of the agent's own, the newest first. */
export function unmountBelow(directory: string): void {
  const targets = mountTable().map((line) => unescape(line.split(" ")[4] ?? ""));
  for (const target of targets.toReversed()) {
    if (target.startsWith(`${directory}/`)) unmount(target, umountFlags.MNT_DETACH);
  }
}

/** Octal escapes of space, tab, newline and backslash. */
function unescape(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
