import {
  chmod,
  close,
  execve,
  fails,
  file,
  gives,
  is,
  kill,
  lstat,
  on,
  oneOf,
  open,
  rename,
  spawn,
  succeeds,
  truncate,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const running = file("/p", { program: "pause" }, 0o755);
const ending = file("/p", { program: "exit" }, 0o755);
const program = is.file({ program: "pause" }, { mode: 0o755 });
const busy = [
  open("w", "/p", ["O_WRONLY"], fails("ETXTBSY")),
  open("w", "/p", ["O_RDWR"], fails("ETXTBSY")),
  open("w", "/p", ["O_WRONLY", "O_TRUNC"], fails("ETXTBSY")),
  truncate("/p", 0, fails("ETXTBSY")),
];
/** Linux 5.10 protects the file of lower that runs, and not the copy that everybody sees. */
const asCopy = oneOf(fails("ETXTBSY"), succeeds);
const busyAsCopy = [
  open("w", "/p", ["O_RDWR"], asCopy),
  open("w", "/p", ["O_WRONLY", "O_TRUNC"], asCopy),
  truncate("/p", 0, asCopy),
];
const killed = kill("p");

/** Programs that run while their file is to be changed, and files that are written while they are to be run. */
export const programs: readonly WrittenScenario[] = [
  {
    title:
      "the file of a running program of lower cannot be written or truncated, and is copied up by trying",
    cites: ["measured/11", "non-standard-behavior/3", "non-directories/3"],
    peers: ["xfstests overlay/013"],
    mount: plain,
    lowers: [[running]],
    steps: [
      spawn("p", "/p"),
      open("w", "/p", ["O_WRONLY"], fails("ETXTBSY")),
      busyAsCopy,
      killed,
      open("w", "/p", ["O_WRONLY"]),
      close("w"),
    ],
    merged: { p: program },
    upper: { p: program },
  },
  {
    title: "the file of a running program of upper cannot be written or truncated",
    cites: ["measured/11"],
    peers: ["xfstests overlay/013"],
    mount: plain,
    lowers: [[]],
    upperBefore: [running],
    steps: [spawn("p", "/p"), busy, killed, truncate("/p", 0), lstat("/p", gives({ size: 0 }))],
    merged: { p: is.file("", { mode: 0o755 }) },
    upper: { p: is.file("", { mode: 0o755 }) },
  },
  {
    title: "a program of lower that was copied up while it runs cannot be written",
    cites: ["measured/11"],
    mount: plain,
    lowers: [[running]],
    steps: [
      spawn("p", "/p"),
      chmod("/p", 0o700),
      on("upper", lstat("/p", gives({ mode: 0o700 }))),
      open("w", "/p", ["O_WRONLY"], asCopy),
      busyAsCopy,
      killed,
      writeFile("/p", "text"),
    ],
    merged: { p: is.file("text", { mode: 0o700 }) },
    upper: { p: is.file("text", { mode: 0o700 }) },
  },
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `a file of ${layer} that is open for writing cannot be run`,
    cites: ["measured/11"],
    mount: plain,
    lowers: layer === "lower" ? [[ending]] : [[]],
    ...(layer === "upper" && { upperBefore: [ending] }),
    steps: [
      execve("/p", gives({ status: 0 })),
      open("w", "/p", ["O_WRONLY"]),
      execve("/p", fails("ETXTBSY")),
      close("w"),
      execve("/p", gives({ status: 0 })),
    ],
    merged: { p: program },
    upper: { p: program },
  })),
  {
    title: "the file of a running program is replaced and removed by name",
    cites: ["posix/rename", "posix/unlink"],
    mount: plain,
    lowers: [[running, file("/q", { program: "exit" }, 0o755)]],
    steps: [
      spawn("p", "/p"),
      rename("/q", "/p"),
      execve("/p", gives({ status: 0 })),
      unlink("/p"),
      execve("/p", fails("ENOENT")),
      killed,
    ],
    merged: {},
    upper: { p: whiteout, q: whiteout },
  },
];
