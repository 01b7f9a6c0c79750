import { dir, file, is, setxattr } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Content } from "../../harness/language/content.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const peers = ["fuse-overlayfs test-xattr"];
const lowers = [[file("/f", "f"), dir("/d"), setxattr("/f", "user.low", "l")]];
const needs: readonly Feature[] = ["user_xattr"];
/** What is done with attributes, and what upper is afterwards. */
export interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly needs?: readonly Feature[];
  readonly bugs?: readonly string[];
  readonly lowers?: readonly (readonly Steps[])[];
  readonly steps: readonly Steps[];
  readonly upper?: Node;
}

/** The file with exactly these attributes. */
export const holding = (xattrs: Readonly<Record<string, Content>>): Node => ({
  f: is.file("f", { xattrs }),
});

export const told = (rows: readonly Row[]): readonly WrittenScenario[] =>
  rows.map(({ needs: more = [], ...row }) => ({
    lowers,
    mount: plain,
    peers,
    needs: [...needs, ...more],
    ...row,
  }));
