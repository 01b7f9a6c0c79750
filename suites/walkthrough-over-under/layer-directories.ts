import {
  fails,
  gives,
  is,
  list,
  lstat,
  on,
  readFile,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import {
  copyGoodbye,
  copyHello,
  directories,
  goodbye,
  hello,
  image,
  leaveHistory,
  prepared,
  removeLocaltime,
} from "./image.ts";

/** LowerDir and UpperDir of the container, as they are on the host. */
export const layerDirectories: readonly WrittenScenario[] = [
  {
    title: "Docker step 19: LowerDir still has the removed file and its content",
    cites: ["whiteouts-and-opaque-directories/1"],
    lowers: [image],
    steps: [
      removeLocaltime,
      writeFile("/hello.txt", hello),
      on("lower0", list("/", gives([...directories, "server.js"].toSorted()))),
      on("lower0", readFile("/etc/localtime", gives("TZif2 UTC\nUTC0\n"))),
      readFile("/etc/localtime", fails("ENOENT")),
    ],
    upper: { etc: { localtime: whiteout }, "hello.txt": hello },
  },
  {
    title:
      "Docker steps 20 and 21: UpperDir has what was prepared, what was added, and a device 0, 0",
    cites: ["whiteouts-and-opaque-directories/2", "measured/22"],
    why: "The engine of the walkthrough prepares each container in its upper directory itself.",
    lowers: [image],
    upperBefore: prepared,
    steps: [
      copyHello,
      leaveHistory,
      copyGoodbye,
      removeLocaltime,
      on("upper", list("/", gives(["dev", "etc", "hello.txt", "root"]))),
      on("upper", lstat("/etc/goodbye.txt", gives({ type: "file", mode: 0o644, size: 25 }))),
      on("upper", lstat("/etc/localtime", gives({ type: "chr", mode: 0, rdev: [0, 0] }))),
      on("upper", lstat("/etc/mtab", gives({ type: "symlink", mode: 0o777, size: 12 }))),
      on("upper", lstat("/etc/hosts", gives({ type: "file", mode: 0o755, size: 0 }))),
    ],
    upper: {
      dev: {},
      etc: {
        "goodbye.txt": goodbye,
        hostname: is.file("", { mode: 0o755 }),
        hosts: is.file("", { mode: 0o755 }),
        localtime: whiteout,
        mtab: is.symlink("/proc/mounts"),
        "resolv.conf": is.file("", { mode: 0o755 }),
      },
      "hello.txt": hello,
      root: { ".ash_history": "cat /hello.txt\n" },
    },
  },
];
