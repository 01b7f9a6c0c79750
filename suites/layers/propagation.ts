import {
  dir,
  gives,
  list,
  mount,
  readFile,
  umount,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot } from "../by-hand.ts";
import { over, scene } from "./scene.ts";

/** Mounts that other mounts share. */
export const propagation: readonly WrittenScenario[] = [
  {
    title: "an overlay that is mounted in a shared place is there for all who share it",
    cites: ["man/mount.2#MS_SHARED"],
    needs: ["shared_mounts"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        [dir("/fs"), dir("/peer"), dir("/slave")],
        mount("t", "/fs", "tmpfs", []),
        mount("none", "/fs", "none", ["MS_SHARED"]),
        [mount("/fs", "/peer", "none", ["MS_BIND"]), mount("/fs", "/slave", "none", ["MS_BIND"])],
        mount("none", "/slave", "none", ["MS_SLAVE"]),
        dir("/fs/a"),
        mount("overlay", "/fs/a", "overlay", [], over("/l1")),
        [readFile("/peer/a/f", gives("l1")), readFile("/slave/a/f", gives("l1"))],
        writeFile("/slave/a/f", "written"),
        [readFile("/fs/a/f", gives("written")), umount("/peer/a")],
        [list("/fs/a", gives([])), list("/slave/a", gives([]))],
      ),
    ],
    upper: { f: "written" },
  },
];
