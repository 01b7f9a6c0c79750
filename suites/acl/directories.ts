import {
  as,
  dir,
  fails,
  fgetxattr,
  file,
  fstat,
  getxattr,
  gives,
  is,
  lgetxattr,
  lstat,
  mkdir,
  mknod,
  open,
  readFile,
  removexattr,
  rmdir,
  setxattr,
  symlink,
  umask,
  unlink,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { access, byDefault, held, list, provenances, setting, stranger, user } from "./lists.ts";

const inherited = list("rwx", { owner: "rwx", group: "r-x" });
const peers = ["gvisor posix_acl.cc"];
/** What a new file has of the default list: asked for 0666, the execute permissions go. */
const ofFile = list("rwx", { mask: "rw-", group: "r-x" });
const ofDirectory = inherited;
const bugs = ["https://github.com/containers/fuse-overlayfs/pull/370"];

const directory = (where: "lower" | "upper", ...more: readonly Steps[]) =>
  held(where, [dir("/d"), setxattr("/d", byDefault, inherited), ...more]);
const keeping = { xattrs: { [byDefault]: inherited } };

/** Default lists, and what comes to be below them. */
export const directories: readonly WrittenScenario[] = provenances.flatMap(
  (where): readonly WrittenScenario[] => {
    const base = { needs: ["acl" as const], mount: plain, peers };
    return [
      {
        title: `a new file in a directory of ${where} has its default list, and no umask`,
        cites: ["man/acl.5#inheritance"],
        bugs,
        ...base,
        ...directory(where),
        steps: [
          umask(0o077),
          open("w", "/d/f", ["O_WRONLY", "O_CREAT"], 0o666),
          getxattr("/d/f", access, gives(ofFile)),
          lstat("/d/f", gives({ mode: 0o660 })),
        ],
        upper: {
          d: is.dir({ f: is.file("", { mode: 0o660, xattrs: { [access]: ofFile } }) }, keeping),
        },
      },
      {
        title: `a new directory in a directory of ${where} has both lists`,
        cites: ["man/acl.5#inheritance"],
        bugs,
        ...base,
        ...directory(where),
        steps: [
          umask(0o077),
          mkdir("/d/n", 0o777),
          getxattr("/d/n", access, gives(ofDirectory)),
          getxattr("/d/n", byDefault, gives(inherited)),
          lstat("/d/n", gives({ mode: 0o770 })),
        ],
        upper: {
          d: is.dir(
            {
              n: is.dir(
                {},
                { mode: 0o770, xattrs: { [access]: ofDirectory, [byDefault]: inherited } },
              ),
            },
            keeping,
          ),
        },
      },
      {
        title: `a file made over a whiteout in a directory of ${where} has the default list`,
        cites: ["man/acl.5#inheritance", "whiteouts-and-opaque-directories/3"],
        ...base,
        ...(where === "lower"
          ? directory(where, file("/d/f", "old"), dir("/d/n"))
          : {
              lowers: [[dir("/d"), file("/d/f", "old"), dir("/d/n")]],
              upperBefore: [dir("/d"), setxattr("/d", byDefault, inherited)],
            }),
        steps: [
          unlink("/d/f"),
          rmdir("/d/n"),
          open("w", "/d/f", ["O_WRONLY", "O_CREAT"], 0o666),
          mkdir("/d/n", 0o777),
          getxattr("/d/f", access, gives(ofFile)),
          getxattr("/d/n", byDefault, gives(inherited)),
          getxattr("/d/n", access, gives(ofDirectory)),
        ],
      },
      {
        title: `a FIFO in a directory of ${where} has the default list, a link has none`,
        cites: ["man/acl.5#inheritance"],
        ...base,
        ...directory(where),
        steps: [
          mknod("/d/p", "fifo", 0o666),
          symlink("x", "/d/s"),
          getxattr("/d/p", access, gives(ofFile)),
          lgetxattr("/d/s", access, fails("EOPNOTSUPP")),
          lstat("/d/p", gives({ mode: 0o660 })),
        ],
      },
      {
        title: `a file without a name in a directory of ${where} has the default list`,
        cites: ["man/acl.5#inheritance", "man/open.2#O_TMPFILE"],
        ...base,
        needs: ["acl", "tmpfile"],
        ...directory(where),
        steps: [
          open("t", "/d", ["O_RDWR", "O_TMPFILE"], 0o666),
          fgetxattr("t", access, gives(ofFile)),
          fstat("t", gives({ mode: 0o660 })),
        ],
      },
      {
        title: `a directory of ${where} whose default list is removed gives none any more`,
        cites: ["man/acl.5#default"],
        ...base,
        needs: setting(where),
        ...directory(where),
        steps: [
          removexattr("/d", byDefault),
          removexattr("/d", byDefault),
          getxattr("/d", byDefault, fails("ENODATA")),
          open("w", "/d/f", ["O_WRONLY", "O_CREAT"], 0o644),
          getxattr("/d/f", access, fails("ENODATA")),
        ],
        upper: { d: { f: "" } },
      },
      {
        title: `a named user whom a directory of ${where} lets write makes files of his own`,
        cites: ["man/acl.5#check", "permission-model/6"],
        ...base,
        peers: ["xfstests overlay/025"],
        needs: ["acl", "uids"],
        ...held(where, [
          dir("/d", 0),
          file("/d/f", "text"),
          setxattr("/d", access, list("rwx", { owner: "---", group: "---", team: "---" })),
        ]),
        steps: [
          as(
            stranger,
            open("r", "/d/f", ["O_RDONLY"], fails("EACCES")),
            mkdir("/d/n", fails("EACCES")),
          ),
          as(user, readFile("/d/f", gives("text")), mkdir("/d/n"), unlink("/d/f")),
          lstat("/d/n", gives({ uid: 1000, gid: 1000 })),
        ],
        merged: {
          d: is.dir(
            { n: is.dir({}, { uid: 1000, gid: 1000 }) },
            {
              mode: 0o070,
              xattrs: { [access]: list("rwx", { owner: "---", group: "---", team: "---" }) },
            },
          ),
        },
      },
    ];
  },
);
