import {
  chdir,
  close,
  fails,
  gives,
  getcwd,
  link as makeLink,
  lstat,
  mkdir,
  mknod,
  open,
  rename,
  rmdir,
  symlink,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import { type Subject, all, but, directory, link, oldTime } from "./objects.ts";
import { type Outcome, type Row, left } from "./row.ts";

const gone = (): Outcome => ({ merged: {}, upper: { o: whiteout }, changed: true });

const linked = (subject: Subject): Outcome => {
  const [merged, upper] = [subject.merged({ nlink: 2 }), subject.upper({ nlink: 2 })];
  return { merged: { l: merged, o: merged }, upper: { l: upper, o: upper }, changed: true };
};

/** Names of objects of any type: given, taken away, moved. */
export const names: readonly Row[] = [
  {
    deed: "link, whose source it is,",
    cites: ["measured/9", "non-directories/2", "posix/link"],
    to: but(directory),
    steps: (path, { name }, folder) => [
      makeLink(path, `${folder}l`),
      lstat(path, gives({ type: name, nlink: 2, mtime: oldTime })),
      lstat(`${folder}l`, gives({ type: name, nlink: 2, mtime: oldTime })),
    ],
    after: linked,
  },
  {
    deed: "rename within the directory",
    cites: ["non-directories/2", "posix/rename", "whiteouts-and-opaque-directories/3"],
    to: but(directory),
    steps: (path, { name }, folder) => [
      rename(path, `${folder}n`),
      lstat(path, fails("ENOENT")),
      lstat(`${folder}n`, gives({ type: name, mtime: oldTime })),
    ],
    after: (subject) => ({
      merged: { n: subject.merged() },
      upper: { n: subject.upper(), o: whiteout },
      changed: true,
    }),
  },
  {
    deed: "rename away and back",
    cites: ["non-directories/2", "posix/rename"],
    to: but(directory),
    steps: (path, { name }, folder) => [
      rename(path, `${folder}n`),
      rename(`${folder}n`, path),
      lstat(`${folder}n`, fails("ENOENT")),
      lstat(path, gives({ type: name, mtime: oldTime })),
    ],
    after: (subject) => ({
      merged: { o: subject.merged() },
      upper: { o: subject.upper() },
      changed: true,
    }),
  },
  {
    deed: "a link to it made by symlink",
    cites: ["measured/9", "non-directories/2"],
    to: all,
    steps: (path, _, folder) => [
      symlink(path, `${folder}s`),
      lstat(path, gives({ mtime: oldTime })),
      unlink(`${folder}s`),
    ],
    after: (subject) => ({ merged: { o: subject.merged() }, upper: {}, changed: true }),
  },
  {
    deed: "unlink",
    cites: ["whiteouts-and-opaque-directories/1", "posix/unlink"],
    why: "What is removed is never copied, only the directories above its whiteout are.",
    to: but(directory),
    steps: (path) => [unlink(path), lstat(path, fails("ENOENT")), unlink(path, fails("ENOENT"))],
    after: gone,
  },
  {
    deed: "rmdir of what is empty",
    cites: ["whiteouts-and-opaque-directories/1", "posix/rmdir"],
    to: [directory],
    steps: (path) => [
      rmdir(path, fails("ENOTEMPTY")),
      unlink(`${path}/in`),
      rmdir(path),
      lstat(path, fails("ENOENT")),
    ],
    after: gone,
  },
  {
    deed: "rmdir of what is not empty",
    cites: ["man/rmdir.2#ENOTEMPTY", "non-directories/2"],
    to: [directory],
    steps: (path) => [rmdir(path, fails("ENOTEMPTY")), unlink(path, fails("EISDIR"))],
    after: left(),
  },
  {
    deed: "rename without redirects",
    cites: ["renaming-directories/1", "non-standard-behavior/4"],
    to: [directory],
    steps: (path, _, folder) => [
      rename(path, `${folder}n`, fails("EXDEV")),
      rename(path, "/n", fails("EXDEV")),
      lstat(`${folder}n`, fails("ENOENT")),
      makeLink(path, `${folder}l`, fails("EPERM")),
    ],
    after: left(),
  },
  {
    deed: "entering it",
    cites: ["non-directories/2", "posix/open"],
    to: [directory],
    steps: (path) => [
      chdir(path),
      getcwd(gives(path)),
      lstat("in", gives({ type: "file" })),
      chdir("/"),
    ],
    after: left(),
  },
  {
    deed: "making anew a name that is taken",
    cites: ["man/open.2#O_EXCL", "posix/mkdir", "posix/mknod", "posix/symlink", "posix/link"],
    to: all,
    steps: (path, _, folder) => [
      open("x", path, ["O_WRONLY", "O_CREAT", "O_EXCL"], fails("EEXIST")),
      mkdir(path, fails("EEXIST")),
      mknod(path, "fifo", fails("EEXIST")),
      symlink("t", path, fails("EEXIST")),
      makeLink(`${folder}t`, path, fails("EEXIST")),
      close("x", fails("EBADF")),
    ],
    after: left(),
  },
  {
    deed: "a rename that fails",
    cites: ["posix/rename", "man/rename.2#RENAME_NOREPLACE", "measured/2"],
    to: all,
    steps: (path, _, folder) => [
      rename(path, `${folder}t`, ["RENAME_NOREPLACE"], fails("EEXIST")),
      rename(path, `${folder}none/x`, fails("ENOENT")),
      rename(path, `${folder}t/x`, fails("ENOTDIR")),
      rename(path, `${folder}none`, ["RENAME_EXCHANGE"], fails("ENOENT")),
      rename(path, `${folder}none`, ["RENAME_WHITEOUT"], fails("EINVAL")),
    ],
    after: left(),
  },
  {
    deed: "renaming it onto itself",
    cites: ["posix/rename"],
    to: all,
    steps: (path) => [rename(path, path), lstat(path, gives({ mtime: oldTime }))],
    after: left(),
  },
  {
    deed: "removal by the wrong call",
    cites: ["posix/rmdir", "man/unlink.2#EISDIR"],
    to: all,
    steps: (path, subject, folder) => [
      subject === directory ? unlink(path, fails("EISDIR")) : rmdir(path, fails("ENOTDIR")),
      subject === link
        ? unlink(`${path}/`, fails("ENOTDIR"))
        : unlink(`${folder}none`, fails("ENOENT")),
    ],
    after: left(),
  },
];
