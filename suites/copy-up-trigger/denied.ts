import {
  as,
  chmod,
  chown,
  fails,
  gives,
  lchown,
  lstat,
  open,
  readFile,
  removexattr,
  rename,
  rmdir,
  setxattr,
  truncate,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { allKinds, directory, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const stranger = { uid: 1000, gid: 1000 };
const time = { sec: 5, nsec: 6 };
const nofollow = ["AT_SYMLINK_NOFOLLOW"] as const;

/** Search permission on the directory, which belongs to root. */
const open755 = (): readonly Steps[] => [chmod("/p", 0o750), chown("/p", 0, 1000)];

type Denied = Pick<Trigger, "call" | "cites" | "steps" | "kinds">;

const table: readonly Denied[] = [
  {
    call: "opening for writing",
    cites: "measured/20",
    kinds: [regular],
    steps: () => [
      open("x", path, ["O_WRONLY"], fails("EACCES")),
      open("x", path, ["O_RDWR", "O_TRUNC"], fails("EACCES")),
      readFile(path, gives("data of lower")),
    ],
  },
  {
    call: "truncate",
    cites: "posix/truncate",
    kinds: [regular],
    steps: () => [truncate(path, 0, fails("EACCES")), lstat(path, gives({ size: 13 }))],
  },
  {
    call: "chmod",
    cites: "posix/chmod",
    kinds: allKinds.filter(({ name }) => name !== "symlink"),
    steps: () => [chmod(path, 0o777, fails("EPERM")), lstat(path, gives({ uid: 0 }))],
  },
  {
    call: "lchown",
    cites: "posix/chown",
    kinds: allKinds,
    steps: () => [lchown(path, 1000, 1000, fails("EPERM")), lstat(path, gives({ uid: 0, gid: 0 }))],
  },
  {
    call: "utimensat",
    cites: "posix/utimensat",
    kinds: [regular, directory],
    steps: () => [
      utimensat(path, time, time, nofollow, fails("EPERM")),
      utimensat(path, "now", "now", fails("EACCES")),
    ],
  },
  {
    call: "setxattr",
    cites: "man/xattr.7#user",
    kinds: [regular, directory],
    steps: () => [
      setxattr(path, "user.k", "v", fails("EACCES")),
      removexattr(path, "user.k", fails("EACCES")),
    ],
  },
  {
    call: "removing and renaming",
    cites: "man/path_resolution.7#EACCES",
    kinds: allKinds,
    steps: ({ name }) => [
      name === "dir" ? rmdir(path, fails("EACCES")) : unlink(path, fails("EACCES")),
      rename(path, "/p/m", fails("EACCES")),
      lstat(path),
    ],
  },
];

/** What the caller may not do copies nothing up, though the mounter could. */
export const denied: readonly WrittenScenario[] = triggers(
  table.map(({ steps, ...each }) => ({
    ...each,
    call: `${each.call} by somebody who may not`,
    needs: ["uids"],
    before: open755,
    steps: (kind) => as(stranger, ...steps(kind)),
    copies: false,
    parent: { gid: 1000 },
  })),
);
