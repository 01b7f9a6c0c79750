import type { FileSystem } from "../../../adapters/file-system.ts";
import type { Lacks } from "../../language/protocol.ts";
import type { Path } from "../../language/path.ts";
import type { Place } from "../../language/step.ts";
import { sentences } from "./absent.ts";
import { Lack, Refusal } from "./failure.ts";
import { Slots, moved } from "./slots.ts";

/**
 * What a process would have: file systems by their places, a working directory and a mask for each scenario, and
 * descriptors. A library has none of these, so the interpreter keeps them.
 */
export class World {
  readonly slots = new Slots();
  readonly #places = new Map<Place, FileSystem>();
  readonly #lacks: Lacks;
  readonly #xattrs: string;
  umask = 0o022;
  #cwd: { place: Place; path: string } = { place: "merged", path: "/" };

  /** `xattrs` is the namespace that `overlay:` stands for. */
  constructor(lacks: Lacks, xattrs: "trusted." | "user.") {
    this.#lacks = lacks;
    this.#xattrs = xattrs;
  }

  put(place: Place, fs: FileSystem): void {
    this.#places.set(place, fs);
  }

  fs(place: Place): FileSystem {
    const fs = this.#places.get(place);
    if (fs !== undefined) return fs;
    if (place === "work") throw new Lack(sentences.work);
    if (place === "root") throw new Lack(sentences.root);
    throw new Refusal("ENOENT");
  }

  /**
   * A method of the file system of a place.
   * @throws Lack in a layer, which is scaffolding, and where the adapter declared it
   * @throws Refusal ENOSYS where the subject has no such method and nobody said so
   */
  method<M extends keyof FileSystem>(place: Place, name: M): NonNullable<FileSystem[M]> {
    const fs = this.fs(place);
    const found = fs[name];
    if (found !== undefined) return found.bind(fs) as NonNullable<FileSystem[M]>;
    const declared = this.#lacks[name];
    if (declared !== undefined) throw new Lack(declared);
    if (place !== "merged") throw new Lack(`a layer of this subject has no ${name}`);
    throw new Refusal("ENOSYS");
  }

  /** An absolute path, for a place. A trailing slash stays, for the subject to make of it what it will. */
  path(place: Place, path: Path): string {
    if (typeof path === "string") {
      if (path === "") throw new Refusal("ENOENT");
      return path.startsWith("/") ? path : under(this.cwd(place), path);
    }
    if (path.path.startsWith("/")) return path.path;
    this.slots.get(path.at);
    if (path.path === "") throw new Lack(sentences.emptyPath);
    return under(this.slots.directory(path.at), path.path);
  }

  cwd(place: Place): string {
    return this.#cwd.place === place ? this.#cwd.path : "/";
  }

  /** Whether the place is in use, as a mount would be. */
  busy(place: Place): boolean {
    return this.slots.busy(place) || this.cwd(place) !== "/";
  }

  chdir(place: Place, path: string): void {
    this.#cwd = { place, path: clean(path) };
  }

  renamed(place: Place, from: string, to: string): void {
    this.slots.renamed(place, clean(from), clean(to));
    if (this.#cwd.place === place) this.#cwd.path = moved(this.#cwd.path, clean(from), clean(to));
  }

  xattr(name: string): string {
    return name.startsWith("overlay:") ? `${this.#xattrs}overlay.${name.slice(8)}` : name;
  }
}

function under(directory: string, path: string): string {
  return directory === "/" ? `/${path}` : `${directory}/${path}`;
}

/** Without empty parts, `.` and `..`, as getcwd(2) would say it. */
export function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}
