import { bytes } from "../content.ts";
import { integer, list, optional, slot, text } from "../kind.ts";
import { path } from "../path.ts";
import { record } from "../record.ts";
import { nothing, op } from "./op.ts";

const exit = record({
  status: optional(integer),
  signal: optional(integer),
  stdout: optional(bytes),
});

/** Programs. What runs is in the layers: `program("exit")` makes an executable for the agent's architecture. */
export const processOps = {
  /** execve(2) in a child, and its end */
  execve: op({ path, argv: optional(list(text)) }, exit),
  /** execveat(2) of a descriptor with AT_EMPTY_PATH, and its end */
  fexecve: op({ slot, argv: optional(list(text)) }, exit),
  /** execve(2) in a child that is left running */
  spawn: op({ process: slot, path, argv: optional(list(text)) }, nothing),
  /** SIGKILL to a spawned child, and its end */
  kill: op({ process: slot }, nothing),
} as const;
