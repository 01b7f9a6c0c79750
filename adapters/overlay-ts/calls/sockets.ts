import { openFlags } from "../../../harness/agent/constants.ts";
import { lookup } from "../vfs/at.ts";
import { mknod } from "../vfs/make.ts";
import { S_IFMT, S_IFSOCK } from "../vfs/mode.ts";
import type { Path } from "../vfs/mount.ts";
import { MAY_WRITE } from "../vfs/permission.ts";
import { PosixError, fail } from "../vfs/posix-error.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { Socket } from "../vfs/socket.ts";
import { waiting } from "../vfs/waiting.ts";
import { type Arguments, memoryAt, numberAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls about sockets: unix(7). */

const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_TYPE_MASK = 0xf;
const { O_NONBLOCK } = openFlags;

export const socketCalls: Handlers = {
  socket({ process }, args) {
    const [domain, type] = [numberAt(args, 0), numberAt(args, 1)];
    if (domain !== AF_UNIX || (type & SOCK_TYPE_MASK) !== SOCK_STREAM) fail("EINVAL");
    const { system, who } = process;
    return process.descriptors.add(new Socket(system.sockets, type & O_NONBLOCK, who));
  },
  bind({ process }, args) {
    const name = nameAt(args);
    socketAt(process, args).bind(() => makeName(process, name));
  },
  listen: ({ process }, args) => socketAt(process, args).listen(numberAt(args, 1)),
  connect({ process }, args) {
    const socket = socketAt(process, args);
    const server = serverAt(process, nameAt(args));
    waiting(process, !socket.has(O_NONBLOCK), () => socket.connect(server));
  },
  accept4({ process }, args) {
    const socket = socketAt(process, args);
    const flags = numberAt(args, 3) & O_NONBLOCK;
    return process.descriptors.add(
      waiting(process, !socket.has(O_NONBLOCK), () => socket.accept(flags)),
    );
  },
};

function socketAt({ descriptors }: Process, args: Arguments): Socket {
  const file = descriptors.get(numberAt(args, 0));
  return file instanceof Socket ? file : fail("ENOTSOCK");
}

/** struct sockaddr_un: the family, and a path that ends with a null byte or with the structure. */
function nameAt(args: Arguments): string {
  const b = memoryAt(args, 1).subarray(0, numberAt(args, 2));
  if (b.length <= 2 || b.readUInt16LE(0) !== AF_UNIX) fail("EINVAL");
  const end = b.indexOf(0, 2);
  return b.toString("utf8", 2, end < 0 ? b.length : end);
}

function makeName(process: Process, name: string): Path {
  const mode = S_IFSOCK | (0o777 & ~process.umask);
  try {
    mknod(process, AT_FDCWD, name, mode, 0);
  } catch (error) {
    if (error instanceof PosixError && error.code === "EEXIST") fail("EADDRINUSE");
    throw error;
  }
  return lookup(process, AT_FDCWD, name, false);
}

/** Who is bound there. ECONNREFUSED where nobody is */
function serverAt(process: Process, name: string): Socket {
  const { inode, mount } = lookup(process, AT_FDCWD, name, true);
  inode.permission(MAY_WRITE, process.who);
  if ((inode.getattr().mode & S_IFMT) !== S_IFSOCK) fail("ECONNREFUSED");
  const server = process.system.sockets.bound.get(inode) ?? fail("ECONNREFUSED");
  if (mount.timesAccess(false)) inode.accessed();
  return server;
}
