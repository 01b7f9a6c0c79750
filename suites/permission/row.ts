import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { MountSpec, WrittenScenario } from "../../harness/language/scenario.ts";
import type { Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

/** What users do with objects of lower. */
export interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  readonly mount?: MountSpec;
  readonly lower: readonly Steps[];
  readonly steps: readonly Steps[];
  readonly upper?: Node;
  readonly merged?: Node;
}

export const told = (rows: readonly Row[]): readonly WrittenScenario[] =>
  rows.map(({ lower, needs = [], ...row }) => ({
    mount: plain,
    ...row,
    needs: ["uids", ...needs],
    lowers: [lower],
  }));
