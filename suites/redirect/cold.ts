import {
  dir,
  dropCaches,
  fails,
  file,
  gives,
  list,
  lstat,
  readFile,
  remount,
  rename,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { populated, redirected, redirecting } from "./scene.ts";

export const cold: WrittenScenario = {
  title: "a chain of moved directories is found with nothing in the caches",
  cites: ["renaming-directories/2"],
  peers: ["unionmount rename-dir"],
  mount: redirecting,
  observe: "end",
  lowers: [[populated, dir("/t"), dir("/t/u"), file("/t/u/f", "f")]],
  steps: [
    rename("/t/u", "/d/u"),
    rename("/d/sub", "/d/u/sub"),
    rename("/d", "/e"),
    dropCaches(),
    readFile("/e/u/sub/deep", gives("deep")),
    remount(),
    dropCaches(),
    readFile("/e/u/sub/deep", gives("deep")),
    readFile("/e/u/f", gives("f")),
    list("/e", gives(["a", "b", "u"])),
    lstat("/d", fails("ENOENT")),
    lstat("/e/sub", fails("ENOENT")),
  ],
  merged: { e: { a: "a", b: "b", u: { f: "f", sub: { deep: "deep" } } }, t: {} },
  upper: {
    d: whiteout,
    e: redirected("d", { sub: whiteout, u: redirected("/t/u", { sub: redirected("/d/sub") }) }),
    t: { u: whiteout },
  },
};
