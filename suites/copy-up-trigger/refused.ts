import {
  access,
  chmod,
  dir,
  fails,
  file,
  gives,
  is,
  lchown,
  link,
  list,
  mkdir,
  mknod,
  open,
  readFile,
  removexattr,
  rename,
  rmdir,
  setxattr,
  symlink,
  truncate,
  unlink,
  utimensat,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
const lowers = [[dir("/d"), file("/d/f", "f"), symlink("f", "/d/s")]];
const erofs = fails("EROFS");
const time = { sec: 5, nsec: 6 };

const calls: readonly (readonly [call: string, cites: string, steps: readonly Steps[]])[] = [
  [
    "opening for writing",
    "posix/open",
    [open("x", "/d/f", ["O_WRONLY"], erofs), open("x", "/d/f", ["O_RDWR", "O_APPEND"], erofs)],
  ],
  [
    "opening with O_TRUNC",
    "man/open.2#O_TRUNC",
    [open("x", "/d/f", ["O_RDONLY", "O_TRUNC"], erofs), truncate("/d/f", 0, erofs)],
  ],
  [
    "making names",
    "posix/mkdir",
    [
      writeFile("/d/n", "n", erofs),
      mkdir("/d/n", erofs),
      symlink("f", "/d/n", erofs),
      mknod("/d/n", "fifo", 0o600, erofs),
      link("/d/f", "/d/n", erofs),
    ],
  ],
  [
    "removing names",
    "posix/unlink",
    [unlink("/d/f", erofs), rmdir("/d", erofs), rename("/d/f", "/d/g", erofs)],
  ],
  [
    "changing attributes",
    "posix/chmod",
    [
      chmod("/d/f", 0o600, erofs),
      lchown("/d/s", 0, 0, erofs),
      utimensat("/d/f", time, time, erofs),
    ],
  ],
  [
    "changing extended attributes",
    "man/xattr.7#user",
    [setxattr("/d/f", "user.k", "v", erofs), removexattr("/d/f", "user.k", erofs)],
  ],
  [
    "asking whether it may write",
    "man/access.2#W_OK",
    [access("/d/f", ["W_OK"], erofs), access("/d", ["W_OK"], erofs), access("/d/f", ["R_OK"])],
  ],
];

const tree = { d: { f: "f", s: is.symlink("f") } };

/** A mount that cannot be written copies nothing up, and says so in one way. */
export const refused: readonly WrittenScenario[] = calls.flatMap(([call, cites, steps]) => [
  {
    title: `${call} is refused by EROFS on an overlay without an upper`,
    cites: ["measured/36", "multiple-lower-layers/2", cites],
    needs: ["multi_lower"],
    lowers: [...lowers, [dir("/d"), file("/d/below", "b")]],
    mount: { upper: false },
    steps: [steps, list("/d", gives(["below", "f", "s"])), readFile("/d/f", gives("f"))],
    merged: { d: { ...tree.d, below: "b" } },
  },
  {
    title: `${call} is refused by EROFS on an overlay that is mounted read-only`,
    cites: ["measured/36", cites],
    lowers,
    mount: { readonly: true },
    steps: [steps, list("/d", gives(["f", "s"])), readFile("/d/s", gives("f"))],
    merged: tree,
    upper: {},
  },
]);
