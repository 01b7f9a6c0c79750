import {
  access,
  chdir,
  close,
  fails,
  fchdir,
  fsync,
  getcwd,
  gives,
  llistxattr,
  lstat,
  oneOf,
  open,
  read,
  readFile,
  readdir,
  statfs,
  statx,
  succeeds,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { allKinds, directory } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

/** A directory opened for reading, something done with it, and closed. */
const reader =
  (...steps: readonly Steps[]) =>
  (): readonly Steps[] => [open("r", path, ["O_RDONLY"]), ...steps, close("r")];

const onAll: readonly Trigger[] = [
  {
    call: "asking for attributes",
    cites: "posix/stat",
    kinds: allKinds,
    steps: () => [
      lstat(path, gives({ uid: 0, gid: 0 })),
      statx(path, ["AT_SYMLINK_NOFOLLOW"], gives({ uid: 0 })),
      statfs("/p", gives({ type: "794c7630" })),
      llistxattr(path, oneOf(succeeds, fails("EOPNOTSUPP"))),
    ],
    copies: false,
  },
  {
    call: "access with every mode",
    cites: "man/access.2#W_OK",
    kinds: allKinds.filter(({ name }) => name !== "symlink"),
    steps: () => [
      access(path, ["F_OK"]),
      access(path, ["R_OK"]),
      access(path, ["W_OK"]),
      access(path, ["R_OK", "W_OK"]),
    ],
    copies: false,
  },
];

const onDirectories: readonly Trigger[] = [
  {
    call: "listing, entering and syncing",
    cites: "posix/readdir",
    kinds: [directory],
    steps: reader(
      readdir("r", gives(["lower"])),
      fsync("r"),
      fchdir("r"),
      readFile("lower", gives("lower")),
      getcwd(gives(path)),
      chdir("/"),
      // Filesystems without a read of directories say EINVAL.
      read("r", 1, oneOf(fails("EISDIR"), fails("EINVAL"))),
    ),
    copies: false,
  },
];

/** Whatever only reads leaves upper empty. */
export const reading: readonly WrittenScenario[] = triggers([...onAll, ...onDirectories]);
