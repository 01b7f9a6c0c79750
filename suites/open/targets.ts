import { dir, file, is, symlink, whiteout, whiteoutAt } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Children, Node } from "../../harness/language/tree.ts";
/** What the path of an open leads to. */
export interface Target {
  readonly word: string;
  /** The first part of the names that unionmount gives its tests of it. */
  readonly peer: string;
  /** Symbolic links on the way, all of lower. */
  readonly links: 0 | 1 | 2;
  readonly final: "file" | "dir" | "absent";
  /** Where the last object is; for a name that was removed, lower has it and upper a whiteout. */
  readonly layer: "lower" | "upper" | "both" | "removed" | "none";
}

export const text = "0123456789";

export const targets: readonly Target[] = [
  { word: "a file of lower", peer: "open", links: 0, final: "file", layer: "lower" },
  { word: "a file of upper", peer: "open", links: 0, final: "file", layer: "upper" },
  { word: "a file of both layers", peer: "open", links: 0, final: "file", layer: "both" },
  { word: "a link to a file", peer: "sym1", links: 1, final: "file", layer: "lower" },
  { word: "a link to a link to a file", peer: "sym2", links: 2, final: "file", layer: "lower" },
  { word: "a name that nothing has", peer: "noent", links: 0, final: "absent", layer: "none" },
  { word: "a name that was removed", peer: "noent", links: 0, final: "absent", layer: "removed" },
  { word: "a dangling link", peer: "symx", links: 1, final: "absent", layer: "none" },
  { word: "a link to a removed name", peer: "symx", links: 1, final: "absent", layer: "removed" },
  { word: "a directory of lower", peer: "dir", links: 0, final: "dir", layer: "lower" },
  { word: "a directory of both layers", peer: "dir", links: 0, final: "dir", layer: "both" },
  { word: "a link to a directory", peer: "dir-sym1", links: 1, final: "dir", layer: "lower" },
  {
    word: "a link to a link to a directory",
    peer: "dir-sym2",
    links: 2,
    final: "dir",
    layer: "lower",
  },
];

/** The objects come in numbered sets, one for each access mode, so that no open meets what another left. */
export const opened = (index: number): string => `o${index}`;
export const finalOf = ({ links }: Target, index: number): string =>
  links === 0 ? opened(index) : `t${index}`;

const linksOf = (target: Target, index: number): Readonly<Record<string, string>> => {
  const last = finalOf(target, index);
  if (target.links === 0) return {};
  if (target.links === 1) return { [opened(index)]: last };
  return { [opened(index)]: `m${index}`, [`m${index}`]: last };
};

const inLower = ({ layer }: Target): boolean => ["lower", "both", "removed"].includes(layer);
export const inUpper = ({ layer }: Target): boolean => ["upper", "both"].includes(layer);

export function lowerOf(target: Target, index: number): readonly Steps[] {
  const last = `/${finalOf(target, index)}`;
  const made = target.final === "dir" ? [dir(last), file(`${last}/in`, "in")] : file(last, text);
  return [
    inLower(target) ? made : [],
    Object.entries(linksOf(target, index)).map(([path, to]) => symlink(to, `/${path}`)),
  ];
}

export function upperOf(target: Target, index: number): readonly Steps[] {
  const last = `/${finalOf(target, index)}`;
  if (target.layer === "removed") return [whiteoutAt(last)];
  if (!inUpper(target)) return [];
  return target.final === "dir" ? [dir(last), file(`${last}/up`, "up")] : file(last, text);
}

/** What merged shows of a set, with the last object as it is now; undefined where nothing is. */
export function shown(target: Target, index: number, last: Node | undefined): Children {
  const links = Object.entries(linksOf(target, index)).map(([path, to]) => [path, is.symlink(to)]);
  return {
    ...(Object.fromEntries(links) as Children),
    ...(last !== undefined && { [finalOf(target, index)]: last }),
  };
}

/** The last object as it was before the open, in merged and in upper. */
export function before(
  target: Target,
): readonly [merged: Node | undefined, upper: Node | undefined] {
  const { final, layer } = target;
  const upper = final === "dir" ? { up: "up" } : text;
  if (layer === "removed") return [undefined, whiteout];
  if (layer === "none") return [undefined, undefined];
  const merged = final === "dir" ? { in: "in", ...(layer === "both" && { up: "up" }) } : text;
  return [merged, inUpper(target) ? upper : undefined];
}
