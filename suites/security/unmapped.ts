import {
  as,
  chmod,
  chown,
  dir,
  execve,
  fails,
  file,
  gives,
  link,
  list,
  lstat,
  mkdir,
  open,
  rename,
  setxattr,
  symlink,
  truncate,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";
import { mapped } from "../idmap/scene.ts";

const user = { uid: 100, gid: 100 };

interface Deed {
  readonly deed: string;
  readonly steps: Steps;
}

/** Calls that would copy /su up, or make another name of it. */
const deeds: readonly Deed[] = [
  { deed: "opening it for writing", steps: open("w", "/su", ["O_WRONLY"], fails("EACCES")) },
  { deed: "truncating it", steps: truncate("/su", 0, fails("EACCES")) },
  { deed: "chmod of it", steps: chmod("/su", 0o4755, fails("EOVERFLOW")) },
  { deed: "giving it to root", steps: chown("/su", 0, 0, fails("EPERM")) },
  { deed: "setting an attribute of it", steps: setxattr("/su", "user.k", "v", fails("EPERM")) },
  { deed: "linking to it", steps: link("/su", "/other", fails("EOVERFLOW")) },
  { deed: "renaming it", steps: rename("/su", "/other", fails("EOVERFLOW")) },
];

/** A set-user-ID program whose owner the mount of the lower does not map: a copy of it would be somebody else's. */
const programs: readonly WrittenScenario[] = deeds.map(({ deed, steps }) => ({
  title: `a set-user-ID program whose owner is mapped to nobody is not copied up by ${deed}, and runs as its caller`,
  cites: ["measured/87", "permission-model/7"],
  bugs: ["https://github.com/rapid7/metasploit-framework/pull/19441"],
  needs: ["idmapped_mounts", "uids"],
  mount: "none",
  lowers: [],
  steps: [
    inRoot(
      dir("/raw"),
      file("/raw/su", { program: "euid" }, 0o755),
      chown("/raw/su", 50, 50),
      chmod("/raw/su", 0o4755),
    ),
    mapped("/raw", "/low"),
    overlay(writable("/low")),
    lstat("/su", gives({ uid: 65534, gid: 65534, mode: 0o4755 })),
    steps,
    as(user, execve("/su", gives({ status: 100 }))),
    list("/", gives(["su"])),
    inRoot(lstat("/raw/su", gives({ uid: 50, gid: 50, mode: 0o4755 }))),
  ],
  upper: {},
}));

/** Nobody makes anything in a directory whose group is mapped to nobody: its copy would be somebody else's. */
const directory: WrittenScenario = {
  title: "a directory whose group is mapped to nobody is not copied up for what is made in it",
  cites: ["measured/87", "permission-model/7"],
  why: "Where a user namespace maps no such group, and the mount of the lower all, the copy is what is refused: EOVERFLOW.",
  bugs: ["https://github.com/sosy-lab/benchexec/issues/815"],
  needs: ["idmapped_mounts", "uids"],
  mount: "none",
  lowers: [],
  steps: [
    inRoot(dir("/raw"), dir("/raw/d"), chown("/raw/d", 0, 50), file("/raw/d/f", "f")),
    mapped("/raw", "/low"),
    overlay(writable("/low")),
    lstat("/d", gives({ uid: 1000, gid: 65534 })),
    mkdir("/d/n", fails("EACCES")),
    unlink("/d/f", fails("EACCES")),
    symlink("f", "/d/l", fails("EACCES")),
    chmod("/d", 0o700, fails("EOVERFLOW")),
    as({ uid: 1000, gid: 1000 }, mkdir("/d/n", fails("EACCES"))),
    list("/d", gives(["f"])),
  ],
  upper: {},
};

export const unmapped: readonly WrittenScenario[] = [...programs, directory];
