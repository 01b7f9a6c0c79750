import {
  as,
  chmod,
  chown,
  dir,
  fails,
  file,
  is,
  link,
  mkdir,
  mknod,
  open,
  rename,
  rmdir,
  symlink,
  truncate,
  unlink,
  utimensat,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Credentials } from "../../harness/language/step.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const owner: Credentials = { uid: 1000, gid: 1000 };
const time = { sec: 5, nsec: 6 };

interface Allowed {
  readonly call: string;
  readonly cites: string;
  readonly bugs?: readonly string[];
  readonly groups?: readonly number[];
  readonly steps: Steps;
  /** What `/d` holds of it in upper afterwards. */
  readonly upper: Children;
}

const his = { uid: 1000, gid: 1000 };
const old = (content: string, mode = 0o444): Node => is.file(content, { ...his, mode });

/** What the owner of a file of lower, which nobody may write, may do with it all the same. */
const table: readonly Allowed[] = [
  {
    call: "chmod",
    cites: "posix/chmod",
    bugs: ["https://github.com/containers/fuse-overlayfs/issues/349"],
    steps: chmod("/d/f", 0o600),
    upper: { f: old("f", 0o600) },
  },
  {
    call: "setting times",
    cites: "posix/utimensat",
    steps: utimensat("/d/f", time, time),
    upper: { f: is.file("f", { ...his, mode: 0o444, mtime: "5.000000006" }) },
  },
  {
    call: "chown to a group of his",
    cites: "posix/chown",
    groups: [7],
    steps: chown("/d/f", -1, 7),
    upper: { f: is.file("f", { uid: 1000, gid: 7, mode: 0o444 }) },
  },
  {
    call: "rename",
    cites: "posix/rename",
    steps: rename("/d/f", "/d/g"),
    upper: { f: whiteout, g: old("f") },
  },
  {
    call: "link",
    cites: "posix/link",
    steps: link("/d/f", "/d/g"),
    upper: { f: old("f"), g: old("f") },
  },
  {
    call: "unlink",
    cites: "posix/unlink",
    bugs: ["https://github.com/astrid-runtime/astrid/issues/442"],
    steps: unlink("/d/f"),
    upper: { f: whiteout },
  },
  {
    call: "replacing",
    cites: "posix/rename",
    steps: [writeFile("/d/n", "new"), rename("/d/n", "/d/f")],
    upper: { f: is.file("new", his) },
  },
];

/** What he may not, for want of a permission of his own. */
const refused: readonly Steps[] = [
  open("w", "/d/f", ["O_WRONLY"], fails("EACCES")),
  truncate("/d/f", 0, fails("EACCES")),
  chown("/d/f", 0, -1, fails("EPERM")),
  chown("/d/f", -1, 8, fails("EPERM")),
];

const layer = [
  dir("/d"),
  file("/d/f", "f", 0o444),
  chown("/d", 1000, 1000),
  chown("/d/f", 1000, 1000),
];

export const owners: readonly WrittenScenario[] = [
  ...table.map(({ call, cites, bugs, groups = [], steps, upper }): WrittenScenario => ({
    title: `the owner of a lower file that nobody may write is allowed: ${call}`,
    cites: ["permission-model/6", "permission-model/7", cites],
    ...(bugs && { bugs }),
    needs: ["uids"],
    mount: plain,
    lowers: [layer],
    steps: [as({ ...owner, groups }, steps)],
    upper: { d: is.dir(upper, his) },
  })),
  {
    title: "the owner of a lower file that nobody may write is refused writing and giving it away",
    cites: ["permission-model/6", "measured/20"],
    needs: ["uids"],
    mount: plain,
    lowers: [layer],
    steps: [as(owner, refused)],
    upper: {},
  },
  {
    title: "what a user makes is his, also over a whiteout",
    cites: ["permission-model/6", "whiteouts-and-opaque-directories/3"],
    peers: ["xfstests overlay/008"],
    bugs: ["https://github.com/kdave/xfstests/commit/63a2972"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d", 0o777), file("/d/f", "root's"), dir("/d/n")]],
    steps: [
      as(
        owner,
        unlink("/d/f"),
        rmdir("/d/n"),
        writeFile("/d/f", "his"),
        mkdir("/d/n"),
        symlink("x", "/d/s"),
        mknod("/d/p", "fifo", 0o600),
      ),
    ],
    upper: {
      d: is.dir(
        {
          f: is.file("his", his),
          n: is.opaque({}, his),
          p: is.fifo({ ...his, mode: 0o600 }),
          s: is.symlink("x", his),
        },
        { mode: 0o777 },
      ),
    },
  },
  {
    title: "in a set-group-ID directory of lower new objects have its group",
    cites: ["posix/mkdir", "man/open.2#O_CREAT", "permission-model/7"],
    peers: ["xfstests overlay/015"],
    bugs: ["https://nvd.nist.gov/vuln/detail/CVE-2016-1575"],
    needs: ["uids"],
    mount: plain,
    lowers: [[dir("/d"), file("/d/f", "f"), dir("/d/n"), chown("/d", 0, 50), chmod("/d", 0o2777)]],
    steps: [
      as(
        owner,
        unlink("/d/f"),
        rmdir("/d/n"),
        writeFile("/d/f", "x"),
        mkdir("/d/n"),
        writeFile("/d/new", "y"),
      ),
    ],
    upper: {
      d: is.dir(
        {
          f: is.file("x", { uid: 1000, gid: 50 }),
          n: is.opaque({}, { uid: 1000, gid: 50, mode: 0o2755 }),
          new: is.file("y", { uid: 1000, gid: 50 }),
        },
        { gid: 50, mode: 0o2777 },
      ),
    },
  },
];
