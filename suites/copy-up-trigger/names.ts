import {
  at,
  close,
  fails,
  fstat,
  gives,
  link,
  lstat,
  mkdir,
  mknod,
  open,
  readlink,
  rename,
  rmdir,
  same,
  symlink,
  unlink,
  when,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { allKinds, directory, nonDirectories, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

/** Calls that give the object a name, take one from it, or only speak of one. */
const table: readonly Trigger[] = [
  ...nonDirectories.map((kind): Trigger => ({
    call: "link to another name",
    cites: "posix/link",
    kinds: [kind],
    steps: () => [
      lstat(path, gives({ mtime: same("t") })),
      link(path, "/p/m"),
      lstat(path, gives({ nlink: 2, mtime: same("t"), ino: same("i") })),
      // Without an origin each name shows the inode that it was looked up from.
      lstat(
        "/p/m",
        when(
          "origin",
          gives({ nlink: 2, mtime: same("t"), ino: same("i") }),
          gives({ nlink: 2, mtime: same("t") }),
        ),
      ),
    ],
    copies: true,
    changed: { nlink: 2 },
    beside: { m: kind.node("lower") },
  })),
  {
    call: "link, which is refused,",
    cites: "posix/link",
    kinds: [directory],
    steps: () => [link(path, "/p/m", fails("EPERM")), lstat("/p/m", fails("ENOENT"))],
    copies: false,
  },
  {
    call: "link of a descriptor by AT_EMPTY_PATH",
    cites: "man/link.2#AT_EMPTY_PATH",
    kinds: [regular],
    steps: () => [
      open("x", path, ["O_RDONLY"]),
      link(at("x", ""), "/p/m", ["AT_EMPTY_PATH"]),
      fstat("x", gives({ nlink: 2 })),
      close("x"),
    ],
    copies: true,
    changed: { nlink: 2 },
    beside: { m: regular.node("lower") },
  },
  ...nonDirectories.map((kind): Trigger => ({
    call: "rename",
    cites: "posix/rename",
    kinds: [kind],
    steps: () => [
      lstat(path, gives({ mtime: same("t") })),
      rename(path, "/p/m"),
      lstat(path, fails("ENOENT")),
      lstat("/p/m", gives({ mtime: same("t") })),
      // With the whiteout gone upper is the object and its directory, as in the other tables.
      rename("/p/m", path),
    ],
    copies: true,
  })),
  {
    call: "rename onto itself",
    cites: "posix/rename",
    kinds: allKinds,
    steps: () => [
      lstat(path, gives({ nlink: same("n"), ctime: same("c") })),
      rename(path, path),
      lstat(path, gives({ nlink: same("n"), ctime: same("c") })),
    ],
    copies: false,
  },
  {
    call: "rename that fails for the new name",
    cites: "posix/rename",
    kinds: nonDirectories,
    steps: () => [
      rename(path, "/none/m", fails("ENOENT")),
      rename(path, "/p/sibling/m", fails("ENOTDIR")),
      rename(path, "/p/sibling", ["RENAME_NOREPLACE"], fails("EEXIST")),
    ],
    copies: false,
  },
  {
    call: "symlink that leads to it and lies elsewhere",
    cites: "non-directories/2",
    kinds: allKinds,
    steps: () => [
      symlink(path, "/s"),
      readlink("/s", gives(path)),
      lstat("/s", gives({ type: "symlink" })),
      unlink("/s"),
    ],
    copies: false,
  },
  {
    call: "making something at the name that it has, which is refused,",
    cites: "posix/mkdir",
    kinds: allKinds,
    steps: () => [
      mkdir(path, fails("EEXIST")),
      symlink("x", path, fails("EEXIST")),
      mknod(path, "fifo", 0o600, fails("EEXIST")),
      link("/p/sibling", path, fails("EEXIST")),
    ],
    copies: false,
  },
  {
    call: "unlink with a slash at the end, which is refused,",
    cites: "posix/unlink",
    kinds: nonDirectories.filter(({ name }) => name !== "symlink"),
    steps: () => [unlink(`${path}/`, fails("ENOTDIR")), rmdir(path, fails("ENOTDIR"))],
    copies: false,
  },
  {
    call: "removing what is not empty, or as a file, which is refused,",
    cites: "man/rmdir.2#ENOTEMPTY",
    kinds: [directory],
    steps: () => [rmdir(path, fails("ENOTEMPTY")), unlink(path, fails("EISDIR"))],
    copies: false,
  },
];

export const names: readonly WrittenScenario[] = triggers(table);
