import {
  appendFile,
  chmod,
  contains,
  dir,
  file,
  gives,
  is,
  list,
  lstat,
  mount,
  readFile,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, unmounted, writable } from "../by-hand.ts";
import { data, pointer } from "./scene.ts";

const base = {
  needs: ["data_only", "metacopy", "trusted_xattr"] as const,
  lowers: [],
  mount: "none" as const,
};
const file0600 = is.file(data, { mode: 0o600 });

/** Data layers that lie elsewhere, or belong to others too. */
export const elsewhere: readonly WrittenScenario[] = [
  {
    title: "a data-only layer on a filesystem of its own gives data, and nothing of its identity",
    cites: ["data-only-lower-layers/4", "data-only-lower-layers/5"],
    ...base,
    steps: [
      inRoot(
        [dir("/l"), pointer("/l/f", "/x"), dir("/data"), mount("t", "/data", "tmpfs", [])],
        file("/data/x", data),
      ),
      overlay(writable("/l::/data", "metacopy=on")),
      readFile("/f", gives(data)),
      chmod("/f", 0o640),
      readFile("/f", gives(data)),
      lstat("/f", gives({ mode: 0o640, size: data.length })),
      appendFile("/f", "+"),
      unmounted(),
      overlay(writable("/l::/data", "metacopy=on")),
      readFile("/f", gives(`${data}+`)),
      inRoot(readFile("/data/x", gives(data))),
    ],
    upper: { f: is.file(`${data}+`, { mode: 0o640 }) },
  },
  {
    title: "one directory is the data-only layer of an overlay and the ordinary lower of another",
    cites: ["data-only-lower-layers/4", "sharing-and-copying-layers/1"],
    ...base,
    steps: [
      inRoot(
        [dir("/l"), pointer("/l/f", "/x"), dir("/data"), file("/data/x", data)],
        ["m2", "u2", "w2"].map((name) => dir(`/${name}`)),
      ),
      overlay(writable("/l::/data", "metacopy=on")),
      overlay("lowerdir=/data,upperdir=/u2,workdir=/w2", undefined, "/m2"),
      list("/", gives(["f"])),
      inRoot(list("/m2", gives(["x"])), writeFile("/m2/x", "written by the other")),
      readFile("/f", gives(data)),
      inRoot(unlink("/m2/x")),
      readFile("/f", gives(data)),
    ],
    merged: contains({ f: file0600 }),
  },
];
