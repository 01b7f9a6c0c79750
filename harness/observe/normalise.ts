import type { Entry, Observation, TreeDelta, TreeName } from "../language/transcript.ts";
import { type HandleIndex, decode } from "./overlay-xattr.ts";
import type { RawEntry, RawTree, RawTrees } from "./raw.ts";
import { sameRaw } from "./same.ts";

/**
 * Makes what was seen comparable: two subjects that behave alike give equal entries, on any machine, at any time.
 * One for each scenario, because identity and change are relative to what was seen before.
 */
export class Normaliser {
  readonly #start: bigint;
  readonly #prefix: string;
  readonly #handles: HandleIndex;
  readonly #trees = new Map<TreeName, Remembered>();

  /** @param start nanoseconds since the epoch: what is older was set on purpose, what is younger happened */
  constructor(start: bigint, prefix: string, handles: HandleIndex) {
    this.#start = start;
    this.#prefix = prefix;
    this.#handles = handles;
  }

  /** What became different since the last time. */
  observe(after: number, trees: RawTrees): Observation {
    const deltas: Partial<Record<TreeName, TreeDelta>> = {};
    for (const [name, tree] of trees) {
      const delta = this.#delta(name, tree, after);
      if (delta !== undefined) deltas[name] = delta;
    }
    return { after, trees: deltas };
  }

  #delta(name: TreeName, tree: RawTree, after: number): TreeDelta | undefined {
    const before: Remembered = this.#trees.get(name) ?? nothing;
    const labels = new Map<string, string>();
    const entries = new Map<string, Seen>();
    const delta: Record<string, Entry | null> = {};
    for (const [path, raw] of tree) {
      const inode = label(raw, path, after, before.labels, labels);
      const seen = before.entries.get(path);
      if (seen !== undefined && seen.inode === inode && sameRaw(seen.raw, raw)) {
        entries.set(path, seen);
        continue;
      }
      const entry = this.#entry(raw, inode);
      const text = JSON.stringify(entry);
      entries.set(path, { raw, inode, text });
      if (seen?.text !== text) delta[path] = entry;
    }
    for (const path of before.entries.keys()) if (!entries.has(path)) delta[path] = null;
    this.#trees.set(name, { entries, labels });
    return Object.keys(delta).length === 0 ? undefined : delta;
  }

  #entry(raw: RawEntry, inode: string | undefined): Entry {
    const { identity: _, xattrs, mtime, atime, size, ...plain } = raw;
    return {
      ...plain,
      // The size of a directory is the filesystem's own affair.
      ...(size !== undefined && (raw.type === "file" || raw.type === "symlink") && { size }),
      ...(xattrs !== undefined && decode(xattrs, this.#prefix, this.#handles)),
      ...(mtime !== undefined && { mtime: this.#time(mtime) }),
      // Reading a symbolic link's target updates its access time, and looking has to read it.
      ...(atime !== undefined && raw.type !== "symlink" && { atime: this.#time(atime) }),
      ...(inode !== undefined && { inode }),
    };
  }

  #time(nanoseconds: bigint): string {
    if (nanoseconds >= this.#start) return "now";
    const sec = nanoseconds / 1_000_000_000n;
    return `${sec}.${(nanoseconds % 1_000_000_000n).toString().padStart(9, "0")}`;
  }
}

interface Seen {
  readonly raw: RawEntry;
  readonly inode: string | undefined;
  /** The comparable entry, as JSON. */
  readonly text: string;
}

const nothing: Remembered = { entries: new Map(), labels: new Map() };

interface Remembered {
  readonly entries: ReadonlyMap<string, Seen>;
  /** Names of inodes by identity. An identity that vanished is forgotten: its number may be used again. */
  readonly labels: ReadonlyMap<string, string>;
}

function label(
  { identity }: RawEntry,
  path: string,
  after: number,
  before: ReadonlyMap<string, string>,
  now: Map<string, string>,
): string | undefined {
  if (identity === undefined) return undefined;
  const known = now.get(identity) ?? before.get(identity) ?? `${path}@${after}`;
  now.set(identity, known);
  return known;
}
