import { system } from "./syscalls.ts";

/*
 * Changes of directories as dnotify tells them, fcntl(2), F_NOTIFY: by a signal. It is a real-time one, so that each is
 * told and names its descriptor; it goes to the calling thread, which has it blocked and fetches it: a handler of
 * JavaScript would come too late.
 */

const call = {
  fcntl: system("fcntl", "iii"),
  fcntlOwner: system("fcntl", "iip"),
  gettid: system("gettid", ""),
  rt_sigprocmask: system("rt_sigprocmask", "ippi"),
  rt_sigtimedwait: system("rt_sigtimedwait", "pppi"),
} as const;

/** Neither the C library nor Node uses it. */
const told = 50;
const toldOnly = Buffer.alloc(8);
toldOnly.writeBigUInt64LE(1n << BigInt(told - 1));

const F_SETSIG = 10;
const F_SETOWN_EX = 15;
const F_NOTIFY = 1026;

let blocked = false;

/** A signal that is not blocked would end the agent. */
function block(): number {
  const result = blocked ? 0 : call.rt_sigprocmask(0, toldOnly, null, toldOnly.length);
  blocked = result === 0;
  return result;
}

/** Asks for signals about a directory: 0, or the negative errno of the first call that fails. */
export function watchDirectory(fd: number, mask: number): number {
  const owner = Buffer.alloc(8); // struct f_owner_ex; type 0 is F_OWNER_TID
  owner.writeInt32LE(call.gettid(), 4);
  return (
    block() ||
    call.fcntlOwner(fd, F_SETOWN_EX, owner) ||
    call.fcntl(fd, F_SETSIG, told) ||
    call.fcntl(fd, F_NOTIFY, mask)
  );
}

/** The descriptors of the signals that are there, in order. */
export function readNotified(): readonly number[] {
  const descriptors: number[] = [];
  const information = Buffer.alloc(128); // siginfo_t
  const noTime = Buffer.alloc(16);
  while (call.rt_sigtimedwait(toldOnly, information, noTime, toldOnly.length) > 0) {
    descriptors.push(information.readInt32LE(24)); // si_fd
  }
  return descriptors;
}

/** What was told of a scenario goes with it. */
export function forgetNotified(): void {
  if (blocked) readNotified();
}

/** Whether the kernel takes such a request, here for nothing. */
export function tellsChanges(fd: number): boolean {
  return call.fcntl(fd, F_NOTIFY, 0) === 0;
}
