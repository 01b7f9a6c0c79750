import {
  chmod,
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mknod,
  open,
  readFile,
  readlink,
  rmdir,
  stat,
  symlink,
  unlink,
} from "../harness/language/index.ts";
import type { Steps } from "../harness/language/construct/modifiers.ts";
import type { Feature } from "../harness/language/feature.ts";
import type { Node } from "../harness/language/tree.ts";
/** A type of object, with all that a table needs to make scenarios of it. */
export interface Kind {
  readonly name: "file" | "dir" | "symlink" | "fifo" | "socket" | "chr" | "blk";
  /** With its article. */
  readonly word: string;
  readonly needs: readonly Feature[];
  /** `tag` tells two objects of one type apart. */
  make(path: string, tag: string): readonly Steps[];
  /** Steps that succeed where the object is seen. */
  seen(path: string, tag: string): readonly Steps[];
  remove(path: string, tag: string): readonly Steps[];
  /** As a tree shows it. */
  node(tag: string): Node;
}

const regular: Kind = {
  name: "file",
  word: "a file",
  needs: [],
  make: (path, tag) => file(path, `data of ${tag}`),
  seen: (path, tag) => [
    lstat(path, gives({ type: "file", mode: 0o644, nlink: 1 })),
    readFile(path, gives(`data of ${tag}`)),
    list(path, fails("ENOTDIR")),
  ],
  remove: (path) => [unlink(path)],
  node: (tag) => `data of ${tag}`,
};

const directory: Kind = {
  name: "dir",
  word: "a directory",
  needs: [],
  make: (path, tag) => [dir(path), file(`${path}/${tag}`, tag)],
  seen: (path, tag) => [
    lstat(path, gives({ type: "dir", mode: 0o755 })),
    list(path, gives([tag])),
    readFile(`${path}/${tag}`, gives(tag)),
  ],
  remove: (path, tag) => [unlink(`${path}/${tag}`), rmdir(path)],
  node: (tag) => ({ [tag]: tag }),
};

const link: Kind = {
  name: "symlink",
  word: "a symbolic link",
  needs: [],
  make: (path, tag) => [symlink(`target-of-${tag}`, path)],
  seen: (path, tag) => [
    lstat(path, gives({ type: "symlink", mode: 0o777 })),
    readlink(path, gives(`target-of-${tag}`)),
    stat(path, fails("ENOENT")),
  ],
  remove: (path) => [unlink(path)],
  node: (tag) => is.symlink(`target-of-${tag}`),
};

/** Two of one type differ by their modes. */
const modeOf = (tag: string): number => (tag === "upper" ? 0o640 : 0o604);

const fifo: Kind = {
  name: "fifo",
  word: "a FIFO",
  needs: [],
  make: (path, tag) => [mknod(path, "fifo", 0o600), chmod(path, modeOf(tag))],
  seen: (path, tag) => [
    lstat(path, gives({ type: "fifo", mode: modeOf(tag) })),
    open("probe", path, ["O_WRONLY", "O_NONBLOCK"], fails("ENXIO")),
  ],
  remove: (path) => [unlink(path)],
  node: (tag) => is.fifo({ mode: modeOf(tag) }),
};

const socket: Kind = {
  name: "socket",
  word: "a socket",
  needs: [],
  make: (path, tag) => [mknod(path, "socket", 0o600), chmod(path, modeOf(tag))],
  seen: (path, tag) => [
    lstat(path, gives({ type: "socket", mode: modeOf(tag) })),
    open("probe", path, ["O_RDONLY"], fails("ENXIO")),
  ],
  remove: (path) => [unlink(path)],
  node: (tag) => is.socket({ mode: modeOf(tag) }),
};

/** Number 7 of the memory devices is /dev/full, number 240 of the blocks is for local use: both are harmless. */
const device = (name: "chr" | "blk", word: string, major: number): Kind => ({
  name,
  word,
  needs: ["mknod"],
  make: (path, tag) => [mknod(path, name, 0o600, major, 7), chmod(path, modeOf(tag))],
  seen: (path, tag) => [
    lstat(path, gives({ type: name, mode: modeOf(tag), rdev: [major, 7] })),
    readlink(path, fails("EINVAL")),
  ],
  remove: (path) => [unlink(path)],
  node: (tag) => is.device(name, major, 7, { mode: modeOf(tag) }),
});

const character = device("chr", "a character device", 1);
const block = device("blk", "a block device", 240);

/** All types that need no privilege. */
export const simpleKinds: readonly Kind[] = [regular, directory, link, fifo, socket];
export const allKinds: readonly Kind[] = [...simpleKinds, character, block];
export const nonDirectories: readonly Kind[] = allKinds.filter(({ name }) => name !== "dir");
export { directory, regular };
