import { fails, file, gives, list, succeeds } from "../../harness/language/index.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { type After, type Change, changes } from "./rotation/changes.ts";
import { type Thing, things } from "./rotation/things.ts";
import { rounds } from "./rounds.ts";

/*
 * What an overlay made is an ordinary lower of the next one: whatever way an object came about in the layers, a change of
 * it ends as on a filesystem without layers.
 */

const plain = "index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow";
const marking = "index=off,metacopy=on,nfs_export=off,redirect_dir=on";

function effectOf({ effects }: Change, thing: Thing): Errno | After {
  const effect = effects[thing.kind];
  return typeof effect === "function" ? effect(thing) : effect;
}

function scenario(thing: Thing, change: Change): WrittenScenario {
  const effect = effectOf(change, thing);
  const refused = typeof effect === "string";
  const before: Children = {
    rest: "rest",
    ...thing.beside,
    ...(thing.node !== undefined && { x: thing.node }),
  };
  const { x: _, ...others } = before;
  const after: Children = refused
    ? { ...before, ...change.leaves }
    : { ...others, ...(effect.x !== undefined && { x: effect.x }), ...effect.beside };
  const [first = [], ...layers] = thing.rounds;
  return {
    title: `${change.says} ${thing.says} ${refused ? `is ${effect}` : change.done}`,
    cites: [
      "upper-and-lower/1",
      "multiple-lower-layers/1",
      ...(thing.marked === true ? ["renaming-directories/2"] : []),
    ],
    needs: [
      "trusted_xattr",
      ...(thing.marked === true ? (["redirect_dir", "metacopy"] as const) : []),
    ],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: rounds(
      thing.marked === true ? marking : plain,
      [file("/rest", "rest"), ...first],
      ...layers,
      [
        change.before ?? [],
        change.call(refused ? fails(effect) : succeeds),
        list("/", gives(Object.keys(after).toSorted())),
      ],
    ),
    merged: after,
  };
}

export const rotation: readonly WrittenScenario[] = things.flatMap((thing) =>
  changes.map((change) => scenario(thing, change)),
);
