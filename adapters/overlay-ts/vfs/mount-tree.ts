import { type Mount, type Path, samePath } from "./mount.ts";
import type { FileSystem, Inode } from "./inode.ts";
import { isDirectory } from "./mode.ts";

/** The mounts of one namespace: mount_namespaces(7). */
export class MountTree {
  readonly root: Mount;
  /** How many mounts there are on an inode, through whichever mount of it. */
  readonly #mountpoints = new Map<Inode, number>();

  constructor(root: Mount) {
    this.root = root;
  }

  /** Every mount below one and that itself, parents before children, in the order of mounting. */
  *below(mount: Mount): Generator<Mount> {
    yield mount;
    for (const child of mount.children.values()) yield* this.below(child);
  }

  /** In the order in which they were made, as mountinfo lists them. */
  all(): readonly Mount[] {
    return [...this.below(this.root)].toSorted((a, b) => a.id - b.id);
  }

  /** Whether it is in the tree, and not only held by a descriptor. */
  attached(mount: Mount): boolean {
    let at = mount;
    while (at.on !== undefined) at = at.on.mount;
    return at === this.root;
  }

  attach(mount: Mount, at: Path): void {
    mount.on = at;
    at.mount.children.set(at.inode, mount);
    this.#mountpoints.set(at.inode, (this.#mountpoints.get(at.inode) ?? 0) + 1);
  }

  detach(mount: Mount): void {
    if (mount.on === undefined) return;
    const { mount: parent, inode } = mount.on;
    parent.children.delete(inode);
    mount.on = undefined;
    const left = (this.#mountpoints.get(inode) ?? 0) - 1;
    if (left > 0) this.#mountpoints.set(inode, left);
    else this.#mountpoints.delete(inode);
  }

  /** is_local_mountpoint */
  isMountpoint(inode: Inode): boolean {
    return this.#mountpoints.has(inode);
  }

  mounted(filesystem: FileSystem): boolean {
    return this.all().some((mount) => mount.filesystem === filesystem);
  }
}

/**
 * Names from a root down to a place; undefined where the place is not below it, or was removed. `/` of the root itself.
 */
export function nameBelow(root: Path, place: Path): string | undefined {
  let text = "";
  let at = place;
  while (!samePath(at, root)) {
    if (at.inode === at.mount.root) {
      if (at.mount.on === undefined) return undefined;
      at = at.mount.on;
      continue;
    }
    const directory = isDirectory(at.inode.getattr().mode);
    const { parent, name } = (directory ? at.inode.standing() : at) ?? {};
    if (parent === undefined || name === undefined) return undefined;
    text = `/${name}${text}`;
    at = { mount: at.mount, inode: parent };
  }
  return text === "" ? "/" : text;
}
