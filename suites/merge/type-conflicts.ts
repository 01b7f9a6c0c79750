import {
  fails,
  file,
  gives,
  list,
  lstat,
  remount,
  whiteout,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Kind, directory, simpleKinds } from "../objects.ts";

/** What a path below the name is, where upper's object is not a directory. */
const below = (upper: Kind): readonly Steps[] =>
  upper.name === "dir"
    ? []
    : [lstat("/n/lower", fails(upper.name === "symlink" ? "ENOENT" : "ENOTDIR"))];

function conflict(upper: Kind, lower: Kind): WrittenScenario {
  return {
    title: `${upper.word} in upper hides ${lower.word} of lower`,
    cites: [upper.name === lower.name ? "upper-and-lower/1" : "directories/1"],
    needs: [...new Set([...upper.needs, ...lower.needs])],
    lowers: [[lower.make("/n", "lower"), file("/other", "other")]],
    upperBefore: upper.make("/n", "upper"),
    steps: [upper.seen("/n", "upper"), below(upper), list("/", gives(["n", "other"]))],
    merged: { n: upper.node("upper"), other: "other" },
    upper: { n: upper.node("upper") },
  };
}

function uncovered(upper: Kind, lower: Kind): WrittenScenario {
  return {
    title: `removing ${upper.word} of upper does not uncover ${lower.word} of lower`,
    cites: ["directories/1", "whiteouts-and-opaque-directories/1"],
    needs: [...new Set([...upper.needs, ...lower.needs])],
    lowers: [[lower.make("/n", "lower"), file("/other", "other")]],
    upperBefore: upper.make("/n", "upper"),
    steps: [
      upper.remove("/n", "upper"),
      lstat("/n", fails("ENOENT")),
      lstat("/n/lower", fails("ENOENT")),
      list("/", gives(["other"])),
      remount(),
      lstat("/n", fails("ENOENT")),
    ],
    merged: { other: "other" },
    upper: { n: whiteout },
  };
}

const pairs = simpleKinds
  .flatMap((upper) => simpleKinds.map((lower) => [upper, lower] as const))
  .filter(([upper, lower]) => upper !== directory || lower !== directory);

/** Every type over every other: only two directories merge. */
export const typeConflicts: readonly WrittenScenario[] = [
  ...pairs.map(([upper, lower]) => conflict(upper, lower)),
  ...pairs
    .filter(([upper, lower]) => upper === directory || lower === directory)
    .map(([upper, lower]) => uncovered(upper, lower)),
];
