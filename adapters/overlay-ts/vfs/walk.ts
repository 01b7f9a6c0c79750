import type { Inode } from "./inode.ts";
import { S_IFLNK, S_IFMT, isDirectory } from "./mode.ts";
import { type Mount, type Path, attribute } from "./mount.ts";
import { MAY_EXEC } from "./permission.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";

/* The walk along a path: path_resolution(7), openat2(2). */

export interface WalkRules {
  /** RESOLVE_NO_XDEV */
  readonly sameMount?: boolean;
  /** RESOLVE_NO_SYMLINKS */
  readonly noSymlinks?: boolean;
  /** RESOLVE_BENEATH */
  readonly beneath?: boolean;
  /** RESOLVE_IN_ROOT: where the walk begins is its root. */
  readonly inRoot?: boolean;
}

const unruled: WalkRules = {};
const mostLinks = 40;

/** What kind of name a path ends in: LAST_NORM, LAST_DOT, LAST_DOTDOT, LAST_ROOT. */
type LastKind = "name" | "dot" | "dotdot" | "root";

/** One walk. It stands in a directory, and has the last name of its path before it. */
export class Walk {
  mount: Mount;
  inode: Inode;
  /** Of what `resolve` came to. */
  parent: Inode | undefined;
  name: string | undefined;
  last = "";
  kind: LastKind = "root";
  /** Slashes follow the last name: it has to be a directory. */
  slash = false;
  readonly #process: Process;
  readonly #root: Path;
  readonly #rules: WalkRules;
  #links = 0;
  /** Whether the walk has come to know of its root. */
  #rooted = false;

  constructor(process: Process, start: Path, rules = unruled) {
    this.#process = process;
    this.mount = start.mount;
    this.inode = start.inode;
    // An empty path is where it starts.
    this.parent = start.parent;
    this.name = start.name;
    this.#rules = rules;
    this.#root = rules.beneath === true || rules.inRoot === true ? start : process.root;
  }

  get path(): Path {
    const { mount, inode, parent, name } = this;
    return { mount, inode, parent, name, alias: inode.alias };
  }

  /** Goes on to the directory of the last name. */
  toParent(path: string): void {
    if (path.startsWith("/")) this.#toRoot();
    let at = skipSlashes(path, 0);
    this.kind = "root";
    this.slash = false;
    this.last = "";
    while (at < path.length) {
      this.inode.permission(MAY_EXEC, this.#process.who);
      const slash = path.indexOf("/", at);
      const end = slash < 0 ? path.length : slash;
      this.last = path.slice(at, end);
      this.kind = kindOf(this.last);
      at = skipSlashes(path, end);
      this.slash = slash >= 0;
      if (at === path.length) return;
      this.slash = false;
      this.resolve(true);
      if (!isDirectory(this.inode.getattr().mode)) fail("ENOTDIR");
    }
  }

  /** Goes on to what the last name names, and where `follow`, to what that is a link to. ENOENT */
  resolve(follow: boolean): void {
    while (this.kind === "name") {
      const child = this.inode.lookup(this.last) ?? fail("ENOENT");
      if (!this.into(child, follow)) return;
    }
    if (this.kind === "dotdot") this.#up();
  }

  /**
   * Steps onto what the last name was found to be, and what is mounted there. Of a link to follow it stands before the
   * last name of its target instead, and answers true.
   */
  into(child: Inode, follow: boolean): boolean {
    const mode = child.getattr().mode;
    if ((mode & S_IFMT) === S_IFLNK && (follow || this.slash)) {
      this.#follow(child);
      return true;
    }
    if (this.slash && !isDirectory(mode)) fail("ENOTDIR");
    this.parent = this.inode;
    this.name = this.last;
    this.inode = child;
    this.#down();
    return false;
  }

  #follow(link: Inode): void {
    if (this.#rules.noSymlinks === true || this.mount.has(attribute.nosymfollow)) fail("ELOOP");
    this.#links += 1;
    if (this.#links > mostLinks) fail("ELOOP");
    const directory = this.slash;
    const target = link.readlink();
    // The kernel does not look for the root only to compare it.
    if (this.#rules.sameMount === true && !this.#rooted && target.startsWith("/")) fail("EXDEV");
    if (this.mount.timesAccess(false)) link.accessed();
    this.toParent(target);
    this.slash ||= directory;
  }

  #toRoot(): void {
    if (this.#rules.beneath === true) fail("EXDEV");
    if (this.#rules.sameMount === true && this.#root.mount !== this.mount) fail("EXDEV");
    this.#rooted = true;
    this.mount = this.#root.mount;
    this.inode = this.#root.inode;
  }

  #up(): void {
    this.#rooted = true;
    for (;;) {
      if (this.mount === this.#root.mount && this.inode === this.#root.inode) {
        if (this.#rules.beneath === true) fail("EXDEV");
        return;
      }
      if (this.inode !== this.mount.root) break;
      const { on } = this.mount;
      if (on === undefined) return;
      if (this.#rules.sameMount === true) fail("EXDEV");
      this.mount = on.mount;
      this.inode = on.inode;
    }
    const removed = this.#process.system.removedFrom;
    this.inode = this.inode.standing()?.parent ?? removed.get(this.inode) ?? this.inode;
    this.#down();
  }

  /** Onto what is mounted here. */
  #down(): void {
    const mount = this.mount.covering(this.inode);
    if (mount === undefined) return;
    if (this.#rules.sameMount === true) fail("EXDEV");
    this.mount = mount;
    this.inode = mount.root;
  }
}

function kindOf(name: string): LastKind {
  if (name === ".") return "dot";
  return name === ".." ? "dotdot" : "name";
}

function skipSlashes(path: string, from: number): number {
  let at = from;
  while (path.codePointAt(at) === 0x2f) at += 1;
  return at;
}
