import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Mounts and file handles. */

export const mount: Constructor<
  "mount",
  [source: string, target: Path, type: string, flags: Flags<typeof F.mountFlags>],
  [options: string]
> = make("mount");
export const umount: Constructor<"umount", [target: Path], [flags: Flags<typeof F.umountFlags>]> =
  make("umount");
export const fsopen: Constructor<"fsopen", [slot: string, type: string]> = make("fsopen");
export const fsopenFromUserNamespace: Constructor<
  "fsopen_from_user_namespace",
  [slot: string, type: string]
> = make("fsopen_from_user_namespace");
export const fspick: Constructor<"fspick", [slot: string, path: Path]> = make("fspick");
export const fsconfig: Constructor<
  "fsconfig",
  [slot: string, command: (typeof F.fsconfigCommands)[number]],
  [key: string, value: string | { readonly fd: string }]
> = make("fsconfig");
export const fsmount: Constructor<
  "fsmount",
  [slot: string, mount: string],
  [attributes: Flags<typeof F.mountAttributes>]
> = make("fsmount");
export const moveMount: Constructor<
  "move_mount",
  [mount: string, target: Path, flags: Flags<typeof F.moveMountFlags>]
> = make("move_mount");
export const openTree: Constructor<
  "open_tree",
  [slot: string, path: Path, flags: Flags<typeof F.openTreeFlags>]
> = make("open_tree");
export const mountSetattr: Constructor<
  "mount_setattr",
  [path: Path, set: Flags<typeof F.mountAttributes>, clear: Flags<typeof F.mountAttributes>],
  [flags: Flags<typeof F.atFlags>, userns: string]
> = make("mount_setattr");
interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}
export const userNamespace: Constructor<
  "user_namespace",
  [slot: string, uids: readonly IdRange[], gids: readonly IdRange[]]
> = make("user_namespace");
export const mountinfo: Constructor<"mountinfo", [path: Path]> = make("mountinfo");
export const nameToHandleAt: Constructor<
  "name_to_handle_at",
  [path: Path, handle: string],
  [flags: Flags<typeof F.atFlags>]
> = make("name_to_handle_at");
export const openByHandleAt: Constructor<
  "open_by_handle_at",
  [path: Path, handle: string, slot: string, flags: Flags<typeof F.openFlags>]
> = make("open_by_handle_at");
export const remount: Constructor<"remount", []> = make("remount");
export const dropCaches: Constructor<"drop_caches", []> = make("drop_caches");
