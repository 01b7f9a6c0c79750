import {
  dnotifyMasks,
  fanotifyInitFlags,
  fanotifyMarkFlags,
  fanotifyMasks,
  inotifyMasks,
} from "../flags.ts";
import { flags, list, optional, slot, text, word } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { nothing, op } from "./op.ts";

/**
 * `watch` is the name that inotify_add_watch gave, empty for events that belong to none; `name` is the entry in a
 * watched directory.
 */
const inotifyEvent = record({
  watch: text,
  mask: flags(inotifyMasks),
  name: optional(text),
});

/**
 * `path` is where the event's descriptor points, seen from the place; absent for events that carry a file handle.
 * `name` is the entry that such an event names; of FAN_RENAME the old one, and `newName` the new one.
 */
const fanotifyEvent = record({
  mask: flags(fanotifyMasks),
  path: optional(text),
  name: optional(text),
  newName: optional(text),
});

/**
 * Looking at the trees opens and reads files too: a scenario that watches for that asks to be looked at in the end only.
 * A mark with a permission event stops that look, and so has to be gone by then: close its slot.
 */
export const notifyOps = {
  /** fcntl(2), F_NOTIFY, of the directory behind a slot */
  dnotify: op({ slot, mask: flags(dnotifyMasks) }, nothing),
  /** The directories of which something was told since, in order: the signals that F_NOTIFY sends name a descriptor only */
  dnotify_read: op({}, list(slot)),
  /** inotify_init1(2), non-blocking */
  inotify_init: op({ slot }, nothing),
  /** inotify_add_watch(2) */
  inotify_add_watch: op({ slot, path, mask: flags(inotifyMasks), watch: slot }, nothing),
  /** inotify_rm_watch(2) */
  inotify_rm_watch: op({ slot, watch: slot }, nothing),
  /** Every event that is there now, in order; none is an empty list */
  inotify_read: op({ slot }, list(inotifyEvent)),
  /** fanotify_init(2), non-blocking */
  fanotify_init: op({ slot, flags: flags(fanotifyInitFlags) }, nothing),
  /** fanotify_mark(2) */
  fanotify_mark: op(
    { slot, flags: flags(fanotifyMarkFlags), mask: flags(fanotifyMasks), path },
    nothing,
  ),
  /**
   * Every event that is there now; a permission event is answered with `respond` (allow where absent). With `respond`,
   * it waits for the first event for up to a second, and for each further one a tenth of that: a permission event comes from
   * another lane or process. `hold one` waits for what is there first and leaves the rest; what is held
   * has no answer until the slot is closed, so that who waits for it goes on waiting, or is killed there.
   */
  fanotify_read: op(
    { slot, respond: optional(word(["allow", "deny", "hold one"])) },
    list(fanotifyEvent),
  ),
} as const;
