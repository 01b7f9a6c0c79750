import {
  appendFile,
  chmod,
  concurrently,
  differs,
  dir,
  fails,
  file,
  gives,
  list,
  lstat,
  mkdir,
  oneOf,
  readFile,
  rename,
  rmdir,
  same,
  statfs,
  succeeds,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted } from "../by-hand.ts";

const scene: Steps = inRoot(
  ["l1", "l2", "m2", "u2", "w2"].map((name) => dir(`/${name}`)),
  [file("/l1/f", "l1"), dir("/l1/d"), file("/l1/d/g", "g"), file("/l2/h", "l2")],
);
const writable = "lowerdir=/l1:/l2,upperdir=/upper,workdir=/work,index=off,redirect_dir=nofollow";

/** Whatever comes of it, it comes. */
const any = oneOf(
  succeeds,
  ...(
    ["ENOENT", "EEXIST", "ESTALE", "EIO", "ENOTEMPTY", "ENOTDIR", "EISDIR", "EPERM"] as const
  ).map(fails),
);

/** The same calls by either way, on names that the other way has just changed. */
const meddling = (at: string, word: string): Steps =>
  inRoot(
    writeFile(`${at}/f`, word, any),
    appendFile(`${at}/d/g`, word, any),
    writeFile(`${at}/new`, word, any),
    rename(`${at}/new`, `${at}/d/new`, any),
    mkdir(`${at}/made`, any),
    chmod(`${at}/d`, 0o700, any),
    readFile(`${at}/f`, any),
    unlink(`${at}/f`, any),
    rmdir(`${at}/made`, any),
    unlink(`${at}/d/g`, any),
    unlink(`${at}/d/new`, any),
    lstat(`${at}/h`, gives({ size: 2 })),
  );

/** Two overlays of the same layers at one time. */
export const together: readonly WrittenScenario[] = [
  {
    title: "two overlays of the same lowers are two filesystems",
    cites: ["sharing-and-copying-layers/1", "overlay-objects/1"],
    peers: ["xfstests generic/732"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay("lowerdir=/l1:/l2"),
      overlay("lowerdir=/l1:/l2", undefined, "/m2"),
      lstat("/", gives({ dev: same("first") })),
      inRoot(lstat("/m2", gives({ dev: differs("first") }))),
      unmounted(),
      inRoot(readFile("/m2/f", gives("l1")), statfs("/m2", gives({ type: "794c7630" }))),
    ],
  },
  {
    title: "a symbolic link of one overlay that leads into another is followed there",
    cites: ["posix/symlink", "overlay-objects/1"],
    bugs: ["https://github.com/vercel-labs/just-bash/issues/258"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable),
      overlay("lowerdir=/l2,upperdir=/u2,workdir=/w2", undefined, "/m2"),
      inRoot(
        symlink("/m2/h", "/merged/there"),
        readFile("/merged/there", gives("l2")),
        appendFile("/merged/there", "+"),
        readFile("/u2/h", gives("l2+")),
        list("/upper", gives(["there"])),
      ),
    ],
  },
  {
    title: "two overlays of the same lowers, upper and work are two filesystems",
    cites: ["sharing-and-copying-layers/2", "overlay-objects/1"],
    peers: ["xfstests generic/732"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(writable),
      overlay(writable, undefined, "/m2"),
      lstat("/", gives({ dev: same("first") })),
      inRoot(lstat("/m2", gives({ dev: differs("first") }))),
    ],
  },
  {
    title: "an upper that two overlays change at once is a layer afterwards, and nothing hangs",
    cites: ["sharing-and-copying-layers/3"],
    why: "What the two see is undefined. That they go on, and that it can be mounted again, is not.",
    needs: ["concurrency"],
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      scene,
      overlay(writable),
      overlay(writable, undefined, "/m2"),
      concurrently(
        [meddling("/merged", "by the first"), meddling("/merged", "by the first again")],
        [meddling("/m2", "by the second"), meddling("/m2", "by the second again")],
      ),
      unmounted(),
      unmounted("/m2"),
      overlay(writable),
      inRoot(readFile("/merged/h", gives("l2")), readFile("/l1/f", gives("l1"))),
      writeFile("/last", "last"),
      readFile("/last", gives("last")),
    ],
  },
];
