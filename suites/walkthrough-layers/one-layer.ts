import {
  chdir,
  dir,
  fails,
  gives,
  list,
  lstat,
  mkdir,
  readFile,
  readlink,
  symlink,
} from "../../harness/language/index.ts";
import type { Stage } from "../walkthrough/stages.ts";
import { baseDirectories, baseNames, rootLinks } from "./base.ts";
import { store, base, baseLink, exactDir, layer } from "./engine.ts";

/** The store with an image of one layer. */
export const oneLayer: readonly Stage[] = [
  {
    title: "In[12]: a fresh store holds the directory of short names",
    cites: ["posix/mkdir"],
    steps: [
      ["/var", "/var/lib", "/var/lib/docker"].map((path) => mkdir(path)),
      mkdir(store),
      chdir(store),
      exactDir("l", 0o700),
      lstat("l", gives({ type: "dir", mode: 0o700, uid: 0, gid: 0 })),
      list(store, gives(["l"])),
    ],
  },
  {
    title: "In[14]: an image of one layer is one more directory of the store",
    cites: ["upper-and-lower/2"],
    steps: [
      layer(base, baseLink),
      baseDirectories.map((name) => dir(`${base}/diff/${name}`)),
      rootLinks.map(([name, target]) => symlink(target, `${base}/diff/${name}`)),
      list(store, gives([base, "l"])),
      lstat(base, gives({ type: "dir", mode: 0o700 })),
    ],
  },
  {
    title: "In[15] and In[16]: nothing is mounted for an image, its MergedDir does not exist",
    cites: ["man/path_resolution.7#ENOENT"],
    steps: [lstat(`${store}/${base}/merged`, fails("ENOENT"))],
  },
  {
    title: "In[17]: the lowest layer is its diff and its link",
    cites: ["posix/stat"],
    steps: [
      list(base, gives(["diff", "link"])),
      lstat(`${base}/diff`, gives({ type: "dir", mode: 0o755 })),
      lstat(`${base}/link`, gives({ type: "file", mode: 0o644, size: 26 })),
    ],
  },
  {
    title: "In[18]: diff of the lowest layer is a whole root file system",
    cites: ["posix/readdir"],
    steps: [list(`${base}/diff`, gives(baseNames))],
  },
  {
    title: "In[19]: link holds the short name of the layer",
    cites: ["posix/read"],
    steps: [readFile(`${base}/link`, gives(baseLink))],
  },
  {
    title: "In[21]: the short name is a symbolic link to the diff of the layer",
    cites: ["posix/readlink"],
    steps: [
      list("l", gives([baseLink])),
      lstat(`l/${baseLink}`, gives({ type: "symlink", mode: 0o777, size: 72 })),
      readlink(`l/${baseLink}`, gives(`../${base}/diff`)),
      list(`l/${baseLink}`, gives(baseNames)),
    ],
  },
];
