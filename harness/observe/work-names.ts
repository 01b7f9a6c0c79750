import { byBytes } from "./order.ts";
import { type HandleIndex, printHandle } from "./overlay-xattr.ts";
import type { RawEntry, RawTree } from "./raw.ts";

/**
 * Names in the work directory that the kernel makes up: `#` with a number for what is being prepared, and a file
 * handle in hexadecimal for an entry of the index. They get names that are the same everywhere: `#1`, `#2` … in the
 * order of the walk, and `{lower0:/f}` for the object that the handle leads to. Those that lead to none of the layers are
 * `{unknown}`, `{unknown 2}` …, in an order that their numbers do not decide.
 */
export function withStableNames(work: RawTree, handles: HandleIndex): RawTree {
  let count = 0;
  const stable = indexNames(work, handles);
  const nameOf = (name: string): string => {
    const known = stable.get(name);
    if (known !== undefined) return known;
    const made = temporary.test(name) ? `#${(count += 1)}` : name;
    stable.set(name, made);
    return made;
  };
  const tree = new Map<string, RawEntry>();
  for (const [path, entry] of work) {
    const { listing } = entry;
    const own = listing === undefined || listing.every((name) => nameOf(name) === name);
    const renamed = own ? entry : { ...entry, listing: listing.map(nameOf) };
    tree.set(path.split("/").map(nameOf).join("/"), renamed);
  }
  // Their order was that of names made up: what is seen first gives its name to an inode.
  return new Map([...tree].toSorted(([a], [b]) => byBytes(a, b)));
}

const temporary = /^#[0-9a-f]+$/;
/** struct ovl_fb: version 0, magic 0xfb, and what follows. */
const encoded = /^00fb(?:[0-9a-f]{2}){19,}$/;

/** The entries of the index, by the handles that are their names. */
function indexNames(work: RawTree, handles: HandleIndex): Map<string, string> {
  const names = new Map<string, string>();
  const told = new Map<string, number>();
  const entries = [...work].map(([path, entry]) => [path.split("/").at(-1) ?? "", entry] as const);
  const encodedOnes = entries.filter(([name]) => encoded.test(name));
  for (const [name] of encodedOnes.toSorted(([, a], [, b]) => byBytes(kindOf(a), kindOf(b)))) {
    const object = printHandle(Buffer.from(name, "hex"), handles);
    const before = told.get(object) ?? 0;
    told.set(object, before + 1);
    names.set(name, before === 0 ? `{${object}}` : `{${object} ${before + 1}}`);
  }
  return names;
}

const kindOf = ({ type, mode, nlink, size }: RawEntry): string =>
  `${type} ${mode} ${nlink} ${size}`;
