import {
  appendFile,
  chmod,
  close,
  fails,
  gives,
  list,
  mkdir,
  mount,
  on,
  oneOf,
  open,
  read,
  readFile,
  rename,
  rmdir,
  stat,
  succeeds,
  symlink,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { small } from "./scene.ts";

const refused = [
  appendFile("/merged/u", "+", fails("EROFS")),
  open("x", "/merged/s", ["O_RDWR"], fails("EROFS")),
  chmod("/merged/s", 0o600, fails("EROFS")),
  unlink("/merged/s", fails("EROFS")),
  unlink("/merged/u", fails("EROFS")),
  rename("/merged/s", "/merged/t", fails("EROFS")),
  mkdir("/merged/n", fails("EROFS")),
  rmdir("/merged/d", fails("EROFS")),
  symlink("x", "/merged/l", fails("EROFS")),
  writeFile("/merged/new", "n", fails("EROFS")),
];
const seen = [
  readFile("/merged/u", gives("upper")),
  readFile("/merged/s", gives("s")),
  readFile("/merged/d/f", gives("f")),
  list("/merged", gives(["big", "d", "s", "u"])),
];

/** An upper whose filesystem becomes read-only under the mount, as one does after an error. */
export const readOnly: readonly WrittenScenario[] = [
  {
    title:
      "an overlay whose upper filesystem became read-only refuses every change by EROFS, and is read as before",
    cites: ["measured/faults/2"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=1m"),
      writeFile("/merged/u", "upper"),
      mount("tmpfs", "/small", "tmpfs", ["MS_REMOUNT", "MS_RDONLY"], "size=1m"),
      refused,
      seen,
      list("/small/upper", gives(["u"])),
      list("/small/work/work", gives([])),
    ),
  },
  {
    title: "an upper filesystem that can be written again is written through the same mount",
    cites: ["measured/faults/2"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=1m"),
      writeFile("/merged/u", "upper"),
      mount("tmpfs", "/small", "tmpfs", ["MS_REMOUNT", "MS_RDONLY"], "size=1m"),
      chmod("/merged/s", 0o600, fails("EROFS")),
      mount("tmpfs", "/small", "tmpfs", ["MS_REMOUNT"], "size=1m"),
      chmod("/merged/s", 0o600),
      stat("/merged/s", gives({ mode: 0o600 })),
      unlink("/merged/u"),
      list("/small/upper", gives(["s"])),
    ),
  },
  {
    title:
      "an upper filesystem does not become read-only while a file of it is open for writing through the overlay",
    cites: ["measured/faults/3"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      small("size=1m"),
      open("w", "/merged/s", ["O_RDWR"]),
      // Kernels before 6.5 do not count what an overlay has open.
      mount(
        "tmpfs",
        "/small",
        "tmpfs",
        ["MS_REMOUNT", "MS_RDONLY"],
        "size=1m",
        oneOf(fails("EBUSY"), succeeds),
      ),
      write("w", "S", gives(1)),
      close("w"),
      mount("tmpfs", "/small", "tmpfs", ["MS_REMOUNT", "MS_RDONLY"], "size=1m"),
      open("r", "/merged/s", ["O_RDONLY"]),
      read("r", 4, gives("S")),
    ),
  },
];
