import {
  dir,
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  mount,
  mountinfo,
  on,
  oneOf,
  readFile,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";
import { ordinary, scene } from "./scene.ts";

/** What a mount makes of its work directory. */
export const working: readonly WrittenScenario[] = [
  {
    title: "a mount makes an inaccessible directory in workdir",
    cites: ["mount-options/31"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      overlay(`${ordinary},index=off`),
      on("work", lstat("/work", gives({ mode: 0 }))),
    ],
    work: { inside: {}, work: is.dir({}, { mode: 0 }) },
  },
  {
    title: "a mount with index makes a directory for it in workdir",
    cites: ["mount-options/31"],
    needs: ["index"],
    lowers: [],
    mount: "none",
    steps: [scene, overlay(`${ordinary},index=on`)],
    work: {
      index: is.dir({}, { mode: 0, marks: { upper: "upper:/" } }),
      inside: {},
      work: is.dir({}, { mode: 0 }),
    },
  },
  {
    title: "what an earlier mount left in its work is cleared away",
    cites: ["mount-options/35"],
    peers: ["xfstests overlay/024"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      on("work", dir("/work"), file("/work/left", "x"), dir("/work/d"), file("/work/d/deep", "x")),
      overlay(ordinary),
      writeFile("/new", "n"),
      on("work", list("/work", gives([]))),
    ],
    upper: { inside: {}, new: "n" },
  },
  {
    title: "workdir need not be empty",
    cites: ["mount-options/35"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      on("work", file("/inside/own", "mine")),
      overlay(ordinary),
      writeFile("/new", "n"),
      on("work", readFile("/inside/own", gives("mine"))),
    ],
  },
  {
    title: "a file in the place of the work directory makes room for it",
    cites: ["mount-options/35"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      on("work", file("/work", "in the way")),
      overlay(ordinary),
      writeFile("/new", "n"),
      on("work", lstat("/work", gives({ type: "dir", mode: 0 }))),
    ],
  },
  ...(["a filesystem of its own", "another mount of the same filesystem"] as const).map(
    (where): WrittenScenario => ({
      title: `a work on ${where} is refused by EINVAL`,
      cites: ["mount-options/5", "directories/3"],
      lowers: [],
      mount: "none",
      steps: [
        scene,
        inRoot(
          dir("/else"),
          where === "a filesystem of its own"
            ? mount("t", "/else", "tmpfs", [])
            : mount("/work", "/else", "none", ["MS_BIND"]),
        ),
        overlay("lowerdir=/l1,upperdir=/upper,workdir=/else", fails("EINVAL")),
        inRoot(mountinfo("/merged", fails("ENOENT"))),
      ],
    }),
  ),
  {
    title: "an upper on a read-only mount is refused by EINVAL",
    cites: ["mount-options/25"],
    lowers: [],
    mount: "none",
    steps: [
      scene,
      inRoot(
        dir("/both"),
        dir("/both/u"),
        dir("/both/w"),
        mount("/both", "/both", "none", ["MS_BIND"]),
        mount("none", "/both", "none", ["MS_BIND", "MS_REMOUNT", "MS_RDONLY"]),
      ),
      // Linux 5.10 names the reason.
      overlay(
        "lowerdir=/l1,upperdir=/both/u,workdir=/both/w",
        oneOf(fails("EINVAL"), fails("EROFS")),
      ),
    ],
  },
];
