import type { Stats } from "../file-system.ts";

/*
 * Stands for your library: a naive overlay over maps. It is wrong in ways that the suite finds; replace it.
 */

interface Node {
  /** Type and permissions, as in stat(2). */
  mode: number;
  /** The bytes of a file, the target of a symbolic link. */
  data: Buffer;
  mtime: number;
}

/** Objects by absolute path. */
export type Layer = Map<string, Node>;

const dirMode = 0o40000;

export const emptyLayer = (): Layer =>
  new Map([["/", { mode: dirMode | 0o755, data: Buffer.alloc(0), mtime: Date.now() }]]);

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";

export class Overlay {
  readonly #layers: readonly Layer[];
  readonly #upper: Layer;
  readonly deleted = new Set<string>();

  /** @param lowers topmost first */
  constructor(lowers: readonly Layer[], upper: Layer) {
    this.#layers = [upper, ...lowers];
    this.#upper = upper;
  }

  find(path: string): Node {
    const found = this.#layers.find((layer) => layer.has(path))?.get(path);
    if (found === undefined || this.deleted.has(path)) throw failure("ENOENT");
    return found;
  }

  /** The node in upper: copied up where it is not there, with the directories above it. */
  own(path: string): Node {
    const node = this.find(path);
    if (path !== "/") this.own(parentOf(path));
    if (!this.#upper.has(path)) this.#upper.set(path, { ...node });
    return this.#upper.get(path) ?? node;
  }

  make(path: string, mode: number, data = Buffer.alloc(0)): Node {
    if (this.exists(path)) throw failure("EEXIST");
    this.own(parentOf(path)).mtime = Date.now();
    const node = { mode, data, mtime: Date.now() };
    this.deleted.delete(path);
    this.#upper.set(path, node);
    return node;
  }

  exists(path: string): boolean {
    return !this.deleted.has(path) && this.#layers.some((layer) => layer.has(path));
  }

  remove(path: string): void {
    this.find(path);
    this.own(parentOf(path)).mtime = Date.now();
    this.#upper.delete(path);
    if (this.#layers.some((layer) => layer.has(path))) this.deleted.add(path);
  }

  list(path: string): readonly string[] {
    if ((this.find(path).mode & dirMode) === 0) throw failure("ENOTDIR");
    const paths = new Set(this.#layers.flatMap((layer) => [...layer.keys()]));
    return [...paths]
      .filter((each) => each !== "/" && parentOf(each) === path && this.exists(each))
      .map((each) => each.slice(each.lastIndexOf("/") + 1));
  }

  stats(path: string): Stats {
    const { mode, data, mtime } = this.find(path);
    return { mode, size: data.length, mtimeMs: mtime };
  }
}
