import { rmdir, unlink } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { rounds, unmarked } from "./rounds.ts";

/** Layers made one after the other, and what all of them show. */
export interface Chain {
  readonly title: string;
  readonly peers: readonly string[];
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly cites: readonly string[];
  readonly rounds: readonly (readonly Steps[])[];
  readonly merged: Children;
}

/** rm -r of a directory with these files. */
export const removeAll = (path: string, ...files: readonly string[]): Steps => [
  files.map((name) => unlink(`${path}/${name}`)),
  rmdir(path),
];

export const cites = ["upper-and-lower/1", "multiple-lower-layers/1"];

export const told = (chains: readonly Chain[]): readonly WrittenScenario[] =>
  chains.map(({ rounds: changes, merged, needs = [], ...rest }) => ({
    ...rest,
    needs: ["trusted_xattr", ...needs],
    lowers: [],
    mount: "none",
    observe: "end",
    steps: rounds(unmarked, ...changes),
    merged,
  }));
