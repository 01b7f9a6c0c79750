import {
  as,
  at,
  chmod,
  close,
  execve,
  fails,
  fexecve,
  gives,
  kill,
  mkdir,
  on,
  open,
  spawn,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const ended = { status: 0, stdout: "" };

export const processCases = cases("process", [
  [
    "a program runs to its end",
    [
      execve("/exit", gives(ended)),
      as({ uid: 1, gid: 1 }, execve("/exit", ["exit", "x"], gives(ended))),
      open("d", "/", ["O_RDONLY"]),
      execve(at("d", "exit"), gives(ended)),
      on("lower0", execve("/exit", gives(ended))),
    ],
  ],
  [
    "a program is run by its descriptor",
    [
      open("x", "/exit", ["O_RDONLY"]),
      fexecve("x", gives(ended)),
      open("p", "/exit", ["O_PATH"]),
      fexecve("p", ["p"], gives(ended)),
      fexecve("none", fails("EBADF")),
      open("f", "/f", ["O_RDONLY"]),
      fexecve("f", fails("EACCES")),
    ],
  ],
  [
    "what is no program is refused",
    [
      execve("/none", fails("ENOENT")),
      execve("/f", fails("EACCES")),
      execve("/d", fails("EACCES")),
      chmod("/f", 0o755),
      execve("/f", fails("ENOEXEC")),
      chmod("/exit", 0o700),
      as({ uid: 1, gid: 1 }, execve("/exit", fails("EACCES"))),
    ],
  ],
  [
    "a running program cannot be written",
    [
      spawn("p", "/pause"),
      open("w", "/pause", ["O_WRONLY"], fails("ETXTBSY")),
      kill("p"),
      kill("p", fails("ESRCH")),
      open("w", "/pause", ["O_WRONLY"]),
      execve("/pause", fails("ETXTBSY")),
      close("w"),
    ],
  ],
  [
    "what was left running is ended with the scenario",
    [spawn("p", "/pause"), spawn("q", "/pause"), mkdir("/n")],
  ],
]);
