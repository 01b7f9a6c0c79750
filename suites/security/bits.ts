import {
  as,
  chmod,
  chown,
  dir,
  execve,
  fails,
  file,
  gives,
  is,
  mkdir,
  mount,
  on,
  open,
  stat,
  truncate,
  umount,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const user = { uid: 100, gid: 100 };
/** A program of root with the set-user-ID bit, which ends with its effective uid as its status. */
const setuid: Steps = [file("/p", { program: "euid" }, 0o755), chmod("/p", 0o4755)];
const runs = (path: string, status: number): Steps => as(user, execve(path, gives({ status })));

const overlayAt = (flags: readonly ("MS_NOSUID" | "MS_NODEV" | "MS_NOEXEC")[]): Steps =>
  mount("overlay", "/merged", "overlay", flags, "lowerdir=/l,upperdir=/upper,workdir=/work");

/** The set-ID bits: who gets the rights of another by them. */
export const bits: readonly WrittenScenario[] = [
  {
    title: "a set-user-ID program of lower runs as its owner, before and after it is copied up",
    cites: ["permission-model/7", "posix/chmod"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[setuid]],
    steps: [runs("/p", 0), chmod("/p", 0o4711), runs("/p", 0), chmod("/p", 0o711), runs("/p", 100)],
    merged: { p: is.file({ program: "euid" }, { mode: 0o711 }) },
    upper: { p: is.file({ program: "euid" }, { mode: 0o711 }) },
  },
  {
    title: "on an overlay that is mounted nosuid a set-user-ID program runs as its caller",
    cites: ["man/mount.2#MS_NOSUID"],
    needs: ["uids"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      file("/l/p", { program: "euid" }, 0o755),
      chmod("/l/p", 0o4755),
      overlayAt([]),
      runs("/merged/p", 0),
      umount("/merged"),
      overlayAt(["MS_NOSUID"]),
      runs("/merged/p", 100),
      stat("/merged/p", gives({ mode: 0o4755 })),
    ),
  },
  {
    title: "the mount of the overlay decides on set-user-ID, and not that of its lower",
    cites: ["man/mount.2#MS_NOSUID", "measured/security/1"],
    why: "Who mounts a lower nosuid because he does not trust it has to mount the overlay so too.",
    needs: ["uids"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      mount("tmpfs", "/l", "tmpfs", ["MS_NOSUID"], "mode=755"),
      file("/l/p", { program: "euid" }, 0o755),
      chmod("/l/p", 0o4755),
      runs("/l/p", 100),
      overlayAt([]),
      runs("/merged/p", 0),
      chmod("/merged/p", 0o4711),
      runs("/merged/p", 0),
    ),
  },
  {
    title:
      "a user who may write a set-user-ID file of lower takes its bits by writing and by truncating",
    cites: ["posix/chown", "measured/security/2"],
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/127"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[["/w", "/t", "/o"].map((path) => [file(path, "text", 0o666), chmod(path, 0o6777)])]],
    steps: [
      as(user, writeFile("/w", "changed"), truncate("/t", 1), open("x", "/o", ["O_WRONLY"])),
      stat("/w", gives({ mode: 0o777, uid: 0 })),
      stat("/t", gives({ mode: 0o777, uid: 0 })),
      stat("/o", gives({ mode: 0o6777, uid: 0 })),
    ],
    merged: {
      o: is.file("text", { mode: 0o6777 }),
      t: is.file("t", { mode: 0o777 }),
      w: is.file("changed", { mode: 0o777 }),
    },
    upper: {
      o: is.file("text", { mode: 0o6777 }),
      t: is.file("t", { mode: 0o777 }),
      w: is.file("changed", { mode: 0o777 }),
    },
  },
  {
    title:
      "a user can neither chmod nor chown a file of root in lower, and the refusal copies nothing up",
    cites: ["permission-model/4", "permission-model/6"],
    bugs: ["https://github.com/boot2docker/boot2docker/issues/1115"],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[file("/p", { program: "euid" }, 0o755), dir("/d", 0o777)]],
    steps: [
      as(
        user,
        chmod("/p", 0o4777, fails("EPERM")),
        chown("/p", 100, 100, fails("EPERM")),
        chmod("/d", 0o7777, fails("EPERM")),
        truncate("/p", 0, fails("EACCES")),
      ),
      runs("/p", 100),
    ],
    merged: { d: is.dir({}, { mode: 0o777 }), p: is.file({ program: "euid" }, { mode: 0o755 }) },
    upper: {},
  },
  {
    title: "a user makes nothing in a directory of lower that he may not write, by any call",
    cites: ["permission-model/6", "permission-model/7"],
    bugs: [
      "https://github.com/rapid7/metasploit-framework/pull/7402",
      "https://github.com/google/gvisor/issues/316",
    ],
    needs: ["uids"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d"), file("/d/f", "f")]],
    steps: as(
      user,
      writeFile("/d/n", "n", fails("EACCES")),
      mkdir("/d/n", fails("EACCES")),
      open("t", "/d", ["O_TMPFILE", "O_RDWR"], 0o600, fails("EACCES")),
      chmod("/d/f", 0o666, fails("EPERM")),
    ),
    merged: { d: { f: "f" } },
    upper: {},
  },
];
