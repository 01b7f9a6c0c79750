import { AT_FDCWD } from "../agent/calls.ts";
import { system } from "../agent/syscalls.ts";
import type { TreeName } from "../language/transcript.ts";
import type { HandleIndex } from "./overlay-xattr.ts";
import type { RawTree } from "./raw.ts";

const nameToHandle = system("name_to_handle_at", "isppi");

/** MAX_HANDLE_SZ of name_to_handle_at(2), behind its header. */
const largest = 128;
const handle = Buffer.alloc(8 + largest);
const mountId = Buffer.alloc(8);

/**
 * Handles of everything in some layers, asked for once a handle has to be named. `layers` gives the absolute
 * directory of a tree, `trees` the trees as they were last seen.
 */
export function handleIndex(
  layers: ReadonlyMap<TreeName, string>,
  trees: () => ReadonlyMap<TreeName, RawTree>,
): HandleIndex {
  let index = new Map<string, string>();
  return (type, fid) => {
    const key = `${type}:${fid}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index = collect(layers, trees());
    return index.get(key);
  };
}

function collect(
  layers: ReadonlyMap<TreeName, string>,
  trees: ReadonlyMap<TreeName, RawTree>,
): Map<string, string> {
  const index = new Map<string, string>();
  for (const [name, directory] of layers) {
    for (const path of trees.get(name)?.keys() ?? []) {
      const key = keyOf(directory + path);
      // Of several names of one inode, the first in the order of the walk stands for it.
      if (key !== undefined && !index.has(key)) index.set(key, `${name}:${path}`);
    }
  }
  return index;
}

function keyOf(real: string): string | undefined {
  handle.writeUInt32LE(largest, 0);
  if (nameToHandle(AT_FDCWD, real, handle, mountId, 0) < 0) return undefined;
  const length = handle.readUInt32LE(0);
  return `${handle.readInt32LE(4)}:${handle.toString("hex", 8, 8 + length)}`;
}
