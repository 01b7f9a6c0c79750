import type { socketOps } from "../../language/ops/socket.ts";
import type { Outcome } from "../../language/transcript.ts";
import { type Context, fdOf, keep, plain } from "../context.ts";
import { done } from "../outcome.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  socket: system("socket", "iii"),
  bind: system("bind", "ipi"),
  listen: system("listen", "ii"),
  connect: system("connect", "ipi"),
  accept4: system("accept4", "ippi"),
} as const;

/** Source: linux/socket.h and linux/net.h */
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_CLOEXEC = 0o2000000;

const ENAMETOOLONG = 36;

/** struct sockaddr_un with the name as it is; undefined where it is too long for one. */
function addressOf(path: string): Buffer | undefined {
  const name = Buffer.from(path);
  if (name.length > 107) return undefined;
  const b = Buffer.alloc(110);
  b.writeUInt16LE(AF_UNIX, 0);
  name.copy(b, 2);
  return b;
}

function at(path: string, use: (address: Buffer) => number): Outcome {
  const address = addressOf(path);
  return done(address === undefined ? -ENAMETOOLONG : use(address));
}

function opened(context: Context, slot: string, fd: number): Outcome {
  if (fd >= 0) keep(context, slot, fd);
  return done(fd);
}

export const socketPerformers: Performers<keyof typeof socketOps> = {
  socket: (context, { slot }) =>
    opened(context, slot, call.socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)),
  bind: (context, { slot, path }) =>
    at(plain(path), (address) => call.bind(fdOf(context, slot), address, address.length)),
  listen: (context, { slot }) => done(call.listen(fdOf(context, slot), 8)),
  connect: (context, { slot, path }) =>
    at(plain(path), (address) => call.connect(fdOf(context, slot), address, address.length)),
  accept: (context, { slot, into }) =>
    opened(context, into, call.accept4(fdOf(context, slot), null, null, SOCK_CLOEXEC)),
};
