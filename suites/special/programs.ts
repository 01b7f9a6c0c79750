import {
  as,
  chmod,
  close,
  dir,
  execve,
  fails,
  fexecve,
  file,
  gives,
  is,
  open,
  rename,
  symlink,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const ending = file("/p", { program: "exit" }, 0o755);
const ends = gives({ status: 0 });
const program = is.file({ program: "exit" }, { mode: 0o755 });
const unprivileged = { uid: 1000, gid: 1000 };

/** Programs: what is run, by which name, and who may. */
export const programs: readonly WrittenScenario[] = [
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `a program of ${layer} that was unlinked runs by its O_PATH descriptor`,
    cites: ["posix/unlink", "man/execveat.2#AT_EMPTY_PATH"],
    peers: ["ltp execveat03"],
    mount: plain,
    observe: "end",
    lowers: layer === "lower" ? [[ending]] : [[]],
    ...(layer === "upper" && { upperBefore: [ending] }),
    steps: [
      open("p", "/p", ["O_PATH"]),
      unlink("/p"),
      execve("/p", fails("ENOENT")),
      fexecve("p", ends),
      close("p"),
    ],
    merged: {},
    upper: layer === "lower" ? { p: whiteout } : {},
  })),
  {
    title: "running a program of lower, by name, link and descriptor, copies nothing up",
    cites: ["non-directories/2", "man/execveat.2#AT_EMPTY_PATH"],
    mount: plain,
    observe: "end",
    lowers: [[ending, symlink("p", "/l"), dir("/d"), file("/d/p", { program: "exit" }, 0o755)]],
    steps: [
      execve("/p", ends),
      execve("/l", ends),
      execve("/d/p", ends),
      open("r", "/p", ["O_RDONLY"]),
      fexecve("r", ends),
      execve("/d", fails("EACCES")),
    ],
    merged: { d: { p: program }, l: is.symlink("p"), p: program },
    upper: {},
  },
  {
    title: "a program that was copied up, moved and linked to runs by its new name",
    cites: ["non-directories/5"],
    bugs: ["https://github.com/multikernel/sandlock/pull/58"],
    mount: plain,
    observe: "end",
    lowers: [[ending]],
    steps: [
      chmod("/p", 0o555),
      rename("/p", "/q"),
      execve("/q", ends),
      execve("/p", fails("ENOENT")),
    ],
    merged: { q: is.file({ program: "exit" }, { mode: 0o555 }) },
    upper: { p: whiteout, q: is.file({ program: "exit" }, { mode: 0o555 }) },
  },
  {
    title: "who may run a program of lower is decided by its mode, before and after copy-up",
    cites: ["permission-model/3", "posix/chmod"],
    mount: plain,
    observe: "end",
    lowers: [[file("/p", { program: "exit" }, 0o754)]],
    steps: [
      as(unprivileged, execve("/p", fails("EACCES"))),
      chmod("/p", 0o755),
      as(unprivileged, execve("/p", ends)),
      chmod("/p", 0o644),
      as(unprivileged, execve("/p", fails("EACCES"))),
      execve("/p", fails("EACCES")),
    ],
    merged: { p: is.file({ program: "exit" }, { mode: 0o644 }) },
    upper: { p: is.file({ program: "exit" }, { mode: 0o644 }) },
  },
  {
    title: "a file that is no program is ENOEXEC, in either layer",
    cites: ["man/execve.2#ENOEXEC"],
    mount: plain,
    observe: "end",
    lowers: [[file("/l", "text", 0o755)]],
    steps: [
      writeFile("/u", "text"),
      chmod("/u", 0o755),
      ...["/l", "/u"].map((path) => execve(path, fails("ENOEXEC"))),
    ],
    merged: { l: is.file("text", { mode: 0o755 }), u: is.file("text", { mode: 0o755 }) },
    upper: { u: is.file("text", { mode: 0o755 }) },
  },
];
