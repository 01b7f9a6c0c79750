import {
  accept,
  bind,
  connect,
  fails,
  gives,
  listen,
  lstat,
  read,
  socket,
  unlink,
  write,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

export const socketCases = cases("socket", [
  [
    "two sockets meet at a name",
    [
      [socket("server"), socket("client"), bind("server", "/d/s")],
      lstat("/d/s", gives({ type: "socket" })),
      connect("client", "/d/s", fails("ECONNREFUSED")),
      [listen("server"), connect("client", "/d/s"), accept("server", "here")],
      write("client", "hello", gives(5)),
      read("here", 9, gives("hello")),
      bind("none", "/d/t", fails("EBADF")),
      [socket("other"), bind("other", "/d/s", fails("EADDRINUSE"))],
      unlink("/d/s"),
      connect("other", "/d/s", fails("ENOENT")),
      connect("other", `/${"n".repeat(110)}`, fails("ENAMETOOLONG")),
    ],
  ],
]);
