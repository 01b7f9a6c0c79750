import { slot } from "../kind.ts";
import { path } from "../path.ts";
import { changing, nothing, op } from "./op.ts";

/** Stream sockets of the local domain, which meet at a name. */
export const socketOps = {
  /** socket(2) */
  socket: op({ slot }, nothing),
  /** bind(2): makes the name */
  bind: op({ slot, path }, nothing, changing),
  /** listen(2) */
  listen: op({ slot }, nothing),
  /** connect(2) */
  connect: op({ slot, path }, nothing),
  /** accept4(2) into another slot */
  accept: op({ slot, into: slot }, nothing),
} as const;
