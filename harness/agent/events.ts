import { calls } from "./calls.ts";
import { namesOf } from "./constants.ts";
import { fanotifyMasks, inotifyMasks } from "./notify-constants.ts";
import { nameOf } from "./place.ts";

/* Events as read(2) gives them: structures of varying length, one after the other. */

export interface InotifyEvent {
  /** Of the watch; -1 for an overflow of the queue. */
  readonly descriptor: number;
  readonly mask: readonly string[];
  readonly name?: string;
}

/** struct inotify_event of inotify(7) */
export function readInotify(b: Buffer): readonly InotifyEvent[] {
  const events: InotifyEvent[] = [];
  for (let at = 0; at < b.length; at += 16 + b.readUInt32LE(at + 12)) {
    const length = b.readUInt32LE(at + 12);
    events.push({
      descriptor: b.readInt32LE(at),
      mask: namesOf(inotifyMasks, b.readUInt32LE(at + 4)),
      ...(length > 0 && { name: text(b, at + 16) }),
    });
  }
  return events;
}

interface FanotifyEvent {
  readonly mask: readonly string[];
  readonly path?: string;
  readonly name?: string;
  readonly newName?: string;
}

const headerSize = 24;
const noDescriptor = -1;
/** FAN_OPEN_PERM, FAN_ACCESS_PERM, FAN_OPEN_EXEC_PERM */
const permission = 0x70000;
const responses = { allow: 1, deny: 2, "hold one": undefined } as const;

/** struct fanotify_event_metadata of fanotify(7). Permission events are answered on `group`, descriptors closed. */
export function readFanotify(
  b: Buffer,
  group: number,
  respond: keyof typeof responses,
): readonly FanotifyEvent[] {
  const events: FanotifyEvent[] = [];
  for (let at = 0; at < b.length; at += b.readUInt32LE(at)) {
    const mask = b.readUInt32LE(at + 8);
    const fd = b.readInt32LE(at + 16);
    const end = at + b.readUInt32LE(at);
    events.push({
      mask: namesOf(fanotifyMasks, mask),
      ...(fd !== noDescriptor && { path: nameOf(fd) }),
      ...readRecords(b.subarray(at + headerSize, end)),
    });
    if ((mask & permission) !== 0) answer(group, fd, respond);
    if (fd !== noDescriptor) calls.close(fd);
  }
  return events;
}

/** struct fanotify_response */
function answer(group: number, fd: number, respond: keyof typeof responses): void {
  const response = responses[respond];
  if (response === undefined) return;
  const b = Buffer.alloc(8);
  b.writeInt32LE(fd, 0);
  b.writeUInt32LE(response, 4);
  calls.write(group, b, b.length);
}

/** Types of information records that hold a name: FAN_EVENT_INFO_TYPE_{,OLD_,NEW_}DFID_NAME. */
const naming: ReadonlyMap<number, "name" | "newName"> = new Map([
  [2, "name"],
  [10, "name"],
  [12, "newName"],
]);

/** Each has a type, a length, the id of a filesystem, a file handle, and perhaps a name behind it. */
function readRecords(b: Buffer): Pick<FanotifyEvent, "name" | "newName"> {
  const found: { name?: string; newName?: string } = {};
  for (let at = 0; at < b.length; at += b.readUInt16LE(at + 2)) {
    const field = naming.get(b.readUInt8(at));
    const handle = at + 4 + 8;
    if (field !== undefined) found[field] = text(b, handle + 8 + b.readUInt32LE(handle));
  }
  return found;
}

function text(b: Buffer, at: number): string {
  return b.toString("utf8", at, b.indexOf(0, at));
}
