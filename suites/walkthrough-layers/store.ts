import { gives, list, lstat, mkdir, mknod, on } from "../../harness/language/index.ts";
import { walk } from "../walkthrough/stages.ts";
import { store, exactDir } from "./engine.ts";
import { oneLayer } from "./one-layer.ts";
import { threeLayers } from "./three-layers.ts";

const inRoot = [...oneLayer, ...threeLayers].map((stage) => ({
  ...stage,
  steps: on("root", ...stage.steps),
}));

export const storeOnDisk = [
  ...walk(inRoot),
  {
    title: "In[12] and In[22]: the store keeps a block device for the file system that it is on",
    cites: ["posix/mknod"],
    needs: ["mknod" as const],
    lowers: [],
    mount: "none" as const,
    steps: on(
      "root",
      ["/var", "/var/lib", "/var/lib/docker", store].map((path) => mkdir(path)),
      mknod(`${store}/backingFsBlockDev`, "blk", 0o600, 202, 1),
      exactDir(`${store}/l`, 0o700),
      list(store, gives(["backingFsBlockDev", "l"])),
      lstat(`${store}/backingFsBlockDev`, gives({ type: "blk", mode: 0o600, rdev: [202, 1] })),
    ),
  },
];
