import { dir, file, gives, is, list, lstat, on } from "../../harness/language/index.ts";
import { explicit } from "../../harness/language/tree.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Attributes, Children, Node } from "../../harness/language/tree.ts";
import type { Kind } from "../objects.ts";
import { plain } from "../plain.ts";

/** Where the object is: in a directory whose mode shows that the directory was copied up with it. */
export const path = "/p/n";
const usualParent: Attributes = { mode: 0o750 };

/** What is done to an object of lower, and what comes of it. */
export interface Trigger {
  /** What the sentence begins with: `chmod to another mode`. */
  readonly call: string;
  readonly cites: string;
  readonly kinds: readonly Kind[];
  readonly needs?: readonly Feature[];
  readonly why?: string;
  readonly before?: (kind: Kind) => readonly Steps[];
  readonly steps: (kind: Kind) => readonly Steps[];
  readonly copies: boolean;
  /** What the object is afterwards, besides what it was. */
  readonly changed?: Attributes;
  /** The whole object, where more than attributes changed. */
  readonly becomes?: Node;
  /** Other names next to the object afterwards. */
  readonly beside?: Children;
  /** False where the object is not at its name any more. */
  readonly stays?: false;
  readonly observe?: "end";
  /** Attributes of the directory, where `before` changes them. */
  readonly parent?: Attributes;
}

/** What becomes of upper: the object and its directory, or nothing at all. */
export function triggers(table: readonly Trigger[]): readonly WrittenScenario[] {
  return table.flatMap((trigger) => trigger.kinds.map((kind) => scenarioOf(trigger, kind)));
}

function scenarioOf(trigger: Trigger, kind: Kind): WrittenScenario {
  const { call, cites, copies, becomes, changed, why, observe } = trigger;
  const parent = { ...usualParent, ...trigger.parent };
  const needs = [...kind.needs, ...(trigger.needs ?? [])];
  const seen = becomes ?? { ...explicit(kind.node("lower")), ...changed };
  // Children stay in lower when a directory is copied up.
  const held = kind.name === "dir" && becomes === undefined ? is.dir({}, changed) : seen;
  const named = (node: Node): Children => (trigger.stays === false ? {} : { n: node });
  return {
    title: `${call} ${copies ? "copies up" : "does not copy up"} ${kind.word}`,
    cites: [copies ? "non-directories/2" : "measured/9", cites],
    ...(why !== undefined && { why }),
    ...(needs.length > 0 && { needs }),
    mount: plain,
    ...(observe && { observe }),
    lowers: [
      [
        dir("/p", 0o750),
        kind.make(path, "lower"),
        file("/p/sibling", "sibling"),
        trigger.before?.(kind) ?? [],
      ],
    ],
    steps: [
      lstat(path, gives({ type: kind.name })),
      trigger.steps(kind),
      list("/p"),
      on("lower0", lstat(path, gives({ type: kind.name }))),
    ],
    merged: {
      p: is.dir({ ...named(seen), ...trigger.beside, sibling: "sibling" }, parent),
    },
    upper: copies ? { p: is.dir({ ...named(held), ...trigger.beside }, parent) } : {},
  };
}
