import type { AttributeChange, Inode } from "./inode.ts";
import { isDirectory } from "./mode.ts";
import { type Notifications, type Placed, event } from "./notifications.ts";

/* What is told of each change, to who watches: linux/fsnotify.h */

export interface Hearers {
  readonly notifications: Notifications;
  /** An inode has lost a name, or is not open any more: perhaps it is gone. */
  lost(inode: Inode): void;
}

interface Name {
  readonly directory: Inode;
  readonly name: string;
}

export function tellMade({ notifications }: Hearers, { directory, name }: Name, made: Inode): void {
  notifications.inDirectory(directory, name, event.create, made);
}

export function tellLinked(hearers: Hearers, at: Name, linked: Inode): void {
  hearers.notifications.itself(linked, event.attrib);
  tellMade(hearers, at, linked);
}

export function tellRemoved(hearers: Hearers, { directory, name }: Name, victim: Inode): void {
  const { notifications } = hearers;
  if (!notifications.wanted) return;
  if (!isDirectory(victim.getattr().mode)) notifications.itself(victim, event.attrib);
  notifications.inDirectory(directory, name, event.delete, victim);
  hearers.lost(victim);
}

export function tellMoved(
  hearers: Hearers,
  from: Name,
  moved: Inode,
  to: Name,
  replaced: Inode | undefined,
): void {
  const { notifications } = hearers;
  const cookie = notifications.nextCookie();
  notifications.inDirectory(from.directory, from.name, event.movedFrom, moved, cookie);
  notifications.inDirectory(to.directory, to.name, event.movedTo, moved, cookie);
  if (replaced !== undefined) notifications.itself(replaced, event.attrib);
  notifications.itself(moved, event.moveSelf);
  if (replaced !== undefined) hearers.lost(replaced);
}

/** fsnotify_change: one time alone tells of reading or writing. */
export function tellChanged({ notifications }: Hearers, at: Placed, change: AttributeChange): void {
  const { mode, uid, gid, size, atime, mtime } = change;
  let mask = mode === undefined && uid === undefined && gid === undefined ? 0 : event.attrib;
  if (size !== undefined) mask |= event.modify;
  if (atime !== undefined && mtime !== undefined) mask |= event.attrib;
  else if (atime !== undefined) mask |= event.access;
  else if (mtime !== undefined) mask |= event.modify;
  if (mask !== 0) notifications.at(at, mask);
}
