import {
  fails,
  file,
  gives,
  is,
  list,
  lstat,
  remount,
  rmdir,
  succeeds,
  unlink,
  whiteout,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { ways } from "./ways.ts";

const lowers = [[file("/n", "lower"), file("/other", "other")]];

/** Every way to make an object, where a whiteout is. */
export const creation: readonly WrittenScenario[] = ways.map((way) => {
  const others = way.others ?? { spare: "spare" };
  return {
    title: way.title,
    cites: ["whiteouts-and-opaque-directories/3", way.cites ?? "posix/open"],
    ...(way.needs && { needs: way.needs }),
    ...(way.bugs && { bugs: way.bugs }),
    lowers,
    upperBefore: file("/spare", "spare"),
    mount: plain,
    steps: [
      unlink("/n"),
      lstat("/n", fails("ENOENT")),
      way.steps,
      list("/", gives(["n", "other", ...Object.keys(others)])),
      remount(),
      list("/", gives(["n", "other", ...Object.keys(others)])),
    ],
    merged: { n: way.made, other: "other", ...others },
    upper: { n: way.upper ?? way.made, ...others },
  };
});

/** The same ways, and then the name is removed again: the whiteout has to come back. */
export const removedAgain: readonly WrittenScenario[] = ways.map((way) => {
  const others = way.others ?? { spare: "spare" };
  const directory = way.upper !== undefined;
  return {
    title: `${way.title}, and removing that leaves a whiteout again`,
    cites: ["whiteouts-and-opaque-directories/1", way.cites ?? "posix/open"],
    ...(way.needs && { needs: way.needs }),
    lowers,
    upperBefore: file("/spare", "spare"),
    mount: plain,
    steps: [
      unlink("/n"),
      way.steps,
      unlink("/n", directory ? fails("EISDIR") : succeeds),
      directory ? rmdir("/n") : [],
      lstat("/n", fails("ENOENT")),
      remount(),
      list("/", gives(["other", ...Object.keys(others)])),
    ],
    merged: { other: "other", ...single(others) },
    upper: { n: whiteout, ...single(others) },
  };
});

/** The second name of /spare is gone. */
function single(others: Children): Children {
  return Object.fromEntries(
    Object.keys(others).map((name) => [name, is.file("spare", { nlink: 1 })]),
  );
}
