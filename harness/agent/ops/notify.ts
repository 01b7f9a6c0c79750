import type { notifyOps } from "../../language/ops/notify.ts";
import type { Outcome } from "../../language/transcript.ts";
import { calls } from "../calls.ts";
import { bits, openFlags } from "../constants.ts";
import { type Context, fdOf, keep, plain, target } from "../context.ts";
import { readNotified, watchDirectory } from "../dnotify.ts";
import { readFanotify, readInotify } from "../events.ts";
import {
  dnotifyMasks,
  fanotifyInitFlags,
  fanotifyMarkFlags,
  fanotifyMasks,
  inotifyMasks,
} from "../notify-constants.ts";
import { done, failed } from "../outcome.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  inotify_init1: system("inotify_init1", "i"),
  inotify_add_watch: system("inotify_add_watch", "isi"),
  inotify_rm_watch: system("inotify_rm_watch", "ii"),
  fanotify_init: system("fanotify_init", "ii"),
  fanotify_mark: system("fanotify_mark", "iiiis"),
  ppoll: system("ppoll", "pippi"),
} as const;

const { O_NONBLOCK, O_CLOEXEC, O_LARGEFILE } = openFlags;
/** linux/fanotify.h */
const FAN_CLOEXEC = 1;
const FAN_NONBLOCK = 2;

const EAGAIN = 11;

function opened(context: Context, slot: string, fd: number): Outcome {
  if (fd >= 0) keep(context, slot, fd);
  return done(fd);
}

/** Reads until there is nothing more; `use` takes what one read gave. */
function drain(fd: number, use: (b: Buffer) => readonly unknown[]): Outcome {
  const b = Buffer.alloc(65536);
  const events: unknown[] = [];
  for (;;) {
    const n = calls.read(fd, b, b.length);
    if (n === -EAGAIN) return { value: events };
    if (n < 0) return failed(n);
    events.push(...use(b.subarray(0, n)));
  }
}

/** What is there at once. */
function readOnce(fd: number, use: (b: Buffer) => readonly unknown[]): Outcome {
  const b = Buffer.alloc(65536);
  const n = calls.read(fd, b, b.length);
  return n < 0 ? failed(n) : { value: use(b.subarray(0, n)) };
}

/** Until there is something to read, or so long has passed. */
function waitFor(fd: number, milliseconds: number): boolean {
  const request = Buffer.alloc(8); // struct pollfd
  request.writeInt32LE(fd, 0);
  request.writeInt16LE(1, 4); // POLLIN
  const time = Buffer.alloc(16); // struct timespec
  time.writeBigInt64LE(BigInt(Math.floor(milliseconds / 1000)), 0);
  time.writeBigInt64LE(BigInt((milliseconds % 1000) * 1_000_000), 8);
  return call.ppoll(request, 1, time, null, 8) > 0;
}

function slotOf({ slots }: Context, fd: number): string {
  return [...slots].find(([, open]) => open === fd)?.[0] ?? "";
}

/** The name of a watch: the one that was given last, for a watch that was added to has several. */
function watchName(context: Context, instance: number, descriptor: number): string {
  const found = [...context.watches].findLast(
    ([, watch]) => watch.instance === instance && watch.descriptor === descriptor,
  );
  return found?.[0] ?? "";
}

export const notifyPerformers: Performers<keyof typeof notifyOps> = {
  dnotify: (context, { slot, mask }) =>
    done(watchDirectory(fdOf(context, slot), bits(dnotifyMasks, mask))),
  dnotify_read: (context) => ({
    value: readNotified().map((fd) => slotOf(context, fd)),
  }),
  inotify_init: (context, { slot }) =>
    opened(context, slot, call.inotify_init1(O_NONBLOCK | O_CLOEXEC)),
  inotify_add_watch(context, { slot, path, mask, watch }) {
    const instance = fdOf(context, slot);
    const descriptor = call.inotify_add_watch(instance, plain(path), bits(inotifyMasks, mask));
    if (descriptor < 0) return failed(descriptor);
    context.watches.delete(watch);
    context.watches.set(watch, { instance, descriptor });
    return done(descriptor);
  },
  inotify_rm_watch(context, { slot, watch }) {
    const { descriptor } = context.watches.get(watch) ?? { descriptor: -1 };
    return done(call.inotify_rm_watch(fdOf(context, slot), descriptor));
  },
  inotify_read(context, { slot }) {
    const fd = fdOf(context, slot);
    return drain(fd, (b) =>
      readInotify(b).map(({ descriptor, ...event }) => ({
        watch: watchName(context, fd, descriptor),
        ...event,
      })),
    );
  },
  fanotify_init(context, { slot, flags }) {
    const how = bits(fanotifyInitFlags, flags) | FAN_CLOEXEC | FAN_NONBLOCK;
    return opened(context, slot, call.fanotify_init(how, O_LARGEFILE | O_CLOEXEC));
  },
  fanotify_mark(context, { slot, flags, mask, path }) {
    const how = bits(fanotifyMarkFlags, flags);
    const events = bits(fanotifyMasks, mask);
    const [dirfd, name] = target(context, path);
    return done(call.fanotify_mark(fdOf(context, slot), how, events, dirfd, name));
  },
  fanotify_read(context, { slot, respond }) {
    const fd = fdOf(context, slot);
    if (respond === undefined) return drain(fd, (b) => readFanotify(b, fd, "allow"));
    if (respond === "hold one") {
      return waitFor(fd, 1000) ? readOnce(fd, (b) => readFanotify(b, fd, respond)) : { value: [] };
    }
    const events: unknown[] = [];
    // Who was denied may try another way at once.
    for (let patience = 1000; waitFor(fd, patience); patience = 100) {
      const more = drain(fd, (b) => readFanotify(b, fd, respond));
      if (!("value" in more)) return more;
      events.push(...(more.value as readonly unknown[]));
    }
    return { value: events };
  },
};
