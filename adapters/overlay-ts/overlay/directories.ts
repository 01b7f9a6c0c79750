import type { MountedInode } from "../vfs/inode.ts";
import type { MountSurroundings } from "../vfs/filesystem-type.ts";
import { isDirectory } from "../vfs/mode.ts";
import { fail } from "../vfs/posix-error.ts";

/*
 * Options that name directories: `lowerdir`, `lowerdir+`, `datadir+`, `upperdir`, `workdir`. Source: overlayfs.rst,
 * "Multiple lower layers", "Data-only lower layers"; ovl_parse_layer.
 */

/** OVL_MAX_STACK */
const mostLowers = 500;

/** A directory of the mount, and its name as it was given, escapes and all. */
export interface Named {
  readonly name: string;
  readonly place: MountedInode;
}

export class Directories {
  readonly #surroundings: MountSurroundings;
  upper: Named | undefined;
  work: Named | undefined;
  /** Topmost first, data-only ones last. */
  lowers: Named[] = [];
  dataOnly = 0;
  /** The value of `lowerdir`, where the lowers came from that. */
  list: string | undefined;

  constructor(surroundings: MountSurroundings) {
    this.#surroundings = surroundings;
  }

  /** `a:b::c`: layers, and after two colons data-only ones. Replaces what was there. EINVAL, ENOENT, … */
  setLowers(list: string): void {
    this.lowers = [];
    this.dataOnly = 0;
    this.list = undefined;
    if (list === "") return;
    const layers = splitLowers(list);
    this.list = list;
    for (const { name, dataOnly } of layers) {
      if (this.dataOnly > 0 && !dataOnly) fail("EINVAL");
      this.#addLower({ name, place: this.#resolve(unescaped(name)) });
      if (dataOnly) this.dataOnly += 1;
    }
  }

  /** `lowerdir+`, `datadir+`: one more, by its path without escapes, or by a descriptor. */
  add(value: string | MountedInode, dataOnly: boolean): void {
    const named = this.#named(value, (path) => path);
    this.#check(named);
    if (this.list !== undefined) this.#refuse("lowerdir+ and datadir+ cannot follow lowerdir");
    if (this.dataOnly > 0 && !dataOnly) {
      this.#refuse("regular lower layers cannot follow data layers");
    }
    this.#addLower(named);
    if (dataOnly) this.dataOnly += 1;
  }

  /** `upperdir`, `workdir` */
  setWritable(which: "upper" | "work", value: string | MountedInode): void {
    const named = this.#named(value, unescaped);
    this.#check(named);
    const { inode } = named.place;
    if (inode.filesystem.type === "overlay") {
      this.#refuse(`filesystem on ${named.name} not supported as upperdir`);
    }
    if (isReadonly(named.place)) this.#refuse(`filesystem on ${named.name} is read-only`);
    this[which] = named;
  }

  #named(value: string | MountedInode, read: (text: string) => string): Named {
    if (typeof value !== "string") return { name: value.path, place: value };
    return { name: value, place: this.#resolve(read(value)) };
  }

  #resolve(path: string): MountedInode {
    if (path === "") fail("EINVAL");
    return this.#surroundings.resolve(path);
  }

  #addLower(named: Named): void {
    this.#check(named);
    if (this.lowers.length === mostLowers) {
      this.#refuse(`too many lower directories, limit is ${mostLowers}`);
    }
    this.lowers.push(named);
  }

  #check({ name, place }: Named): void {
    if (!isDirectory(place.inode.getattr().mode)) this.#refuse(`${name} is not a directory`);
  }

  #refuse(why: string): never {
    this.#surroundings.log(`e overlay: ${why}`);
    fail("EINVAL");
  }
}

/** The mount under it, or its filesystem: __mnt_is_readonly. */
export function isReadonly({ inode, readonly }: MountedInode): boolean {
  return readonly || inode.filesystem.readonly;
}

/** One name, after a colon, two, or at the start none. */
const layer = /(^|::?)((?:\\.|[^:\\]|\\$)+)/gsy;

function splitLowers(list: string): readonly { name: string; dataOnly: boolean }[] {
  const found = [...list.matchAll(layer)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length < list.length || found.length > mostLowers) fail("EINVAL");
  return found.map(([, colons, name = ""]) => ({ name, dataOnly: colons === "::" }));
}

/** A backslash keeps the character after it as it is. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(.?)/gs, "$1");
}
