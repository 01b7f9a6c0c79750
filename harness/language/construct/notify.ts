import type * as F from "../flags.ts";
import type { Path } from "../path.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* dnotify, inotify and fanotify. */

export const dnotify: Constructor<"dnotify", [slot: string, mask: Flags<typeof F.dnotifyMasks>]> =
  make("dnotify");
export const dnotifyRead: Constructor<"dnotify_read", []> = make("dnotify_read");

export const inotifyInit: Constructor<"inotify_init", [slot: string]> = make("inotify_init");
export const inotifyAddWatch: Constructor<
  "inotify_add_watch",
  [slot: string, path: Path, mask: Flags<typeof F.inotifyMasks>, watch: string]
> = make("inotify_add_watch");
export const inotifyRmWatch: Constructor<"inotify_rm_watch", [slot: string, watch: string]> =
  make("inotify_rm_watch");
export const inotifyRead: Constructor<"inotify_read", [slot: string]> = make("inotify_read");
export const fanotifyInit: Constructor<
  "fanotify_init",
  [slot: string, flags: Flags<typeof F.fanotifyInitFlags>]
> = make("fanotify_init");
export const fanotifyMark: Constructor<
  "fanotify_mark",
  [
    slot: string,
    flags: Flags<typeof F.fanotifyMarkFlags>,
    mask: Flags<typeof F.fanotifyMasks>,
    path: Path,
  ]
> = make("fanotify_mark");
export const fanotifyRead: Constructor<
  "fanotify_read",
  [slot: string],
  [respond: "allow" | "deny" | "hold one"]
> = make("fanotify_read");
