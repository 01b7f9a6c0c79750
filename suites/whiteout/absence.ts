import {
  access,
  chdir,
  chmod,
  chown,
  fails,
  file,
  getcwd,
  getxattr,
  gives,
  lchown,
  link,
  list,
  listxattr,
  lstat,
  mkdir,
  on,
  open,
  readFile,
  readlink,
  rename,
  rmdir,
  setxattr,
  stat,
  statx,
  truncate,
  unlink,
  utimensat,
  whiteout,
  whiteoutAt,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
interface Question {
  readonly call: string;
  readonly steps: readonly Steps[];
  readonly cites: string;
  readonly bugs?: readonly string[];
}

const enoent = fails("ENOENT");
const times = { sec: 1, nsec: 2 };

/** Every call that names an object finds nothing where a whiteout is: errno and layers are those of a missing name. */
const questions: readonly Question[] = [
  { call: "stat", steps: [stat("/n", enoent), lstat("/n", enoent)], cites: "posix/stat" },
  { call: "statx", steps: [statx("/n", enoent)], cites: "posix/stat" },
  {
    call: "access",
    steps: [access("/n", ["F_OK"], enoent), access("/n", ["W_OK"], enoent)],
    cites: "man/access.2#W_OK",
  },
  {
    call: "open for reading",
    steps: [open("x", "/n", ["O_RDONLY"], enoent)],
    cites: "posix/open",
    bugs: ["https://github.com/multikernel/sandlock/pull/144"],
  },
  {
    call: "open for writing",
    steps: [open("x", "/n", ["O_WRONLY", "O_TRUNC"], enoent)],
    cites: "posix/open",
  },
  {
    call: "open with O_DIRECTORY",
    steps: [open("x", "/n", ["O_RDONLY", "O_DIRECTORY"], enoent)],
    cites: "man/open.2#O_DIRECTORY",
  },
  {
    call: "open with O_PATH",
    steps: [open("x", "/n", ["O_PATH", "O_NOFOLLOW"], enoent)],
    cites: "man/open.2#O_PATH",
  },
  { call: "readlink", steps: [readlink("/n", enoent)], cites: "posix/readlink" },
  { call: "truncate", steps: [truncate("/n", 0, enoent)], cites: "posix/truncate" },
  { call: "chmod", steps: [chmod("/n", 0o600, enoent)], cites: "posix/chmod" },
  {
    call: "chown",
    steps: [chown("/n", 0, 0, enoent), lchown("/n", 0, 0, enoent)],
    cites: "posix/chown",
  },
  {
    call: "utimensat",
    steps: [utimensat("/n", times, times, ["AT_SYMLINK_NOFOLLOW"], enoent)],
    cites: "posix/utimensat",
  },
  { call: "unlink", steps: [unlink("/n", enoent)], cites: "posix/unlink" },
  { call: "rmdir", steps: [rmdir("/n", enoent)], cites: "posix/rmdir" },
  { call: "link from it", steps: [link("/n", "/m", enoent)], cites: "posix/link" },
  { call: "rename of it", steps: [rename("/n", "/m", enoent)], cites: "posix/rename" },
  {
    call: "rename of a file with RENAME_EXCHANGE",
    steps: [rename("/other", "/n", ["RENAME_EXCHANGE"], enoent)],
    cites: "man/rename.2#RENAME_EXCHANGE",
  },
  {
    call: "a path through it",
    steps: [lstat("/n/x", enoent), writeFile("/n/x", "x", enoent), mkdir("/n/x", enoent)],
    cites: "man/path_resolution.7#ENOENT",
  },
  {
    call: "a path with a slash at its end",
    steps: [stat("/n/", enoent), unlink("/n/", enoent)],
    cites: "man/path_resolution.7#ENOENT",
  },
  {
    call: "chdir",
    steps: [chdir("/n", enoent), getcwd(gives("/"))],
    cites: "man/path_resolution.7#ENOENT",
  },
  {
    call: "getxattr and listxattr",
    steps: [getxattr("/n", "user.x", enoent), listxattr("/n", enoent)],
    cites: "man/setxattr.2#ENODATA",
  },
  {
    call: "setxattr",
    steps: [setxattr("/n", "user.x", "v", enoent)],
    cites: "man/setxattr.2#ENODATA",
  },
];

export const absence: readonly WrittenScenario[] = questions.map(
  ({ call, steps, cites, bugs }) => ({
    title: `${call} finds nothing where a whiteout is`,
    cites: ["whiteouts-and-opaque-directories/3", cites],
    ...(bugs && { bugs }),
    lowers: [[file("/n", "lower"), file("/other", "other")]],
    upperBefore: [whiteoutAt("/n")],
    steps: [
      steps,
      list("/", gives(["other"])),
      // A second time, now that the name is known to be missing.
      steps,
      on("lower0", readFile("/n", gives("lower"))),
    ],
    merged: { other: "other" },
    upper: { n: whiteout },
  }),
);
