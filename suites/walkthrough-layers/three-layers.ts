import {
  at,
  close,
  fails,
  gives,
  list,
  lstat,
  mkdir,
  mount,
  open,
  readFile,
  readlink,
  stat,
  umount,
  unlink,
} from "../../harness/language/index.ts";
import type { Stage } from "../walkthrough/stages.ts";
import { baseNames } from "./base.ts";
import { store, base, middle, top, baseLink, middleLink, topLink, layer, run } from "./engine.ts";

/** Two layers more, each made by an overlay of those below it. */
export const threeLayers: readonly Stage[] = [
  {
    title: "In[25], Step 2/3: touch in an overlay of the base leaves one empty file in its upper",
    cites: ["mount-options/10", "non-directories/1"],
    steps: [
      layer(middle, middleLink, `l/${baseLink}`),
      run(
        middle,
        `l/${baseLink}`,
        open("touch", `${middle}/merged/hello`, ["O_WRONLY", "O_CREAT", "O_NONBLOCK"], 0o644),
        close("touch"),
        list(`${middle}/merged`, gives([...baseNames, "hello"].toSorted())),
      ),
      list(`${middle}/merged`, gives([])),
      list(`${base}/diff`, gives(baseNames)),
    ],
  },
  {
    title: "In[25], Step 3/3: rm in an overlay of both layers leaves a whiteout in its upper",
    cites: ["whiteouts-and-opaque-directories/1", "multiple-lower-layers/1"],
    steps: [
      layer(top, topLink, `l/${middleLink}:l/${baseLink}`),
      run(
        top,
        `l/${middleLink}:l/${baseLink}`,
        lstat(`${top}/merged/hello`, gives({ type: "file", size: 0 })),
        unlink(`${top}/merged/hello`),
        list(`${top}/merged`, gives(baseNames)),
        lstat(`${top}/merged/hello`, fails("ENOENT")),
      ),
      list(`${middle}/diff`, gives(["hello"])),
    ],
  },
  {
    title: "In[26]: the store has three layers and their short names",
    cites: ["upper-and-lower/2"],
    steps: [
      list(store, gives([base, top, middle, "l"])),
      list("l", gives([middleLink, baseLink, topLink])),
      lstat(middle, gives({ type: "dir", mode: 0o700 })),
    ],
  },
  {
    title: "In[27]: LowerDir lists the layers from the top to the bottom",
    cites: ["multiple-lower-layers/1", "multiple-lower-layers/2"],
    steps: [
      mkdir("seen"),
      mount("overlay", "seen", "overlay", [], `lowerdir=${middle}/diff:${base}/diff`),
      list("seen", gives([...baseNames, "hello"].toSorted())),
      umount("seen"),
      mount("overlay", "seen", "overlay", [], `lowerdir=${top}/diff:${middle}/diff:${base}/diff`),
      list("seen", gives(baseNames)),
      umount("seen"),
      // Turned round, the whiteout lies below what it was made to hide.
      mount("overlay", "seen", "overlay", [], `lowerdir=${middle}/diff:${top}/diff:${base}/diff`),
      list("seen", gives([...baseNames, "hello"].toSorted())),
      umount("seen"),
    ],
  },
  {
    title: "In[28] and In[29]: the middle layer has a link, a list of lowers and a work directory",
    cites: ["directories/3", "posix/stat"],
    steps: [
      list(middle, gives(["diff", "link", "lower", "merged", "work"])),
      lstat(`${middle}/link`, gives({ type: "file", mode: 0o644, size: 26 })),
      lstat(`${middle}/lower`, gives({ type: "file", mode: 0o644, size: 28 })),
      lstat(`${middle}/work`, gives({ type: "dir", mode: 0o700 })),
    ],
  },
  {
    title: "In[30]: diff of the middle layer is the file that was touched",
    cites: ["upper-and-lower/1"],
    steps: [
      list(`${middle}/diff`, gives(["hello"])),
      lstat(`${middle}/diff/hello`, gives({ type: "file", mode: 0o644, size: 0, uid: 0, gid: 0 })),
    ],
  },
  {
    title: "In[31]: the middle layer names the base as its lower",
    cites: ["posix/read"],
    steps: [
      readFile(`${middle}/lower`, gives(`l/${baseLink}`)),
      open("short", `${store}/l`, ["O_RDONLY", "O_DIRECTORY"]),
      readlink(at("short", baseLink), gives(`../${base}/diff`)),
      close("short"),
    ],
  },
  {
    title: "In[32] and In[33]: the top layer is laid out like the middle one",
    cites: ["directories/3"],
    steps: [list(top, gives(["diff", "link", "lower", "merged", "work"]))],
  },
  {
    title: "In[34]: the top layer names the middle one before the base",
    cites: ["multiple-lower-layers/1"],
    steps: [readFile(`${top}/lower`, gives(`l/${middleLink}:l/${baseLink}`))],
  },
  {
    title: "In[35]: diff of the top layer is a character device 0, 0 called hello",
    cites: ["whiteouts-and-opaque-directories/2", "measured/22"],
    steps: [
      list(`${top}/diff`, gives(["hello"])),
      lstat(`${top}/diff/hello`, gives({ type: "chr", mode: 0, uid: 0, gid: 0, rdev: [0, 0] })),
      lstat(`${middle}/diff/hello`, gives({ type: "file", size: 0 })),
      stat(`l/${topLink}/hello`, gives({ type: "chr", mode: 0, rdev: [0, 0] })),
    ],
  },
];
