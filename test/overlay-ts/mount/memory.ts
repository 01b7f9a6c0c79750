import { capabilityNames } from "../../../harness/language/flags.ts";
import { tmpfs } from "../../../adapters/overlay-ts/memory/tmpfs.ts";
import { overlayType } from "../../../adapters/overlay-ts/overlay/context.ts";
import type { Credentials } from "../../../adapters/overlay-ts/vfs/credentials.ts";
import type {
  FileSystem,
  MountedInode,
  Parameter,
} from "../../../adapters/overlay-ts/vfs/filesystem.ts";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import type {
  FileSystemType,
  MountSurroundings,
} from "../../../adapters/overlay-ts/vfs/filesystem-type.ts";
import { S_IFDIR, S_IFLNK, S_IFREG, isDirectory } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { PosixError, fail } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { arrangements } from "./arrangements.ts";
import { bound, directories, files, filesystems, links, looked } from "./ground.ts";
import type { Arrangement, Step } from "./step.ts";
import { Notifications } from "../../../adapters/overlay-ts/vfs/notifications.ts";

const root: Credentials = {
  uid: 0,
  gid: 0,
  realUid: 0,
  realGid: 0,
  groups: [],
  capabilities: new Set(capabilityNames),
};

const directory = { mode: S_IFDIR | 0o755, uid: 0, gid: 0 };
const file = { mode: S_IFREG | 0o644, uid: 0, gid: 0 };

interface Mount {
  readonly filesystem: FileSystem;
}

/** What the overlay over memory says of each step of each arrangement, as `onKernel`. */
export function inMemory(initial: boolean): readonly (readonly string[])[] {
  return arrangements.map((steps) => new Ground(initial).carryOut(steps));
}

/** As mount(2) does. */
const quietly = { old: true, log: () => undefined };

/** Filesystems in memory, and what is mounted on directories of the first one. */
export class Ground implements MountSurroundings {
  readonly who = root;
  readonly initial: boolean;
  readonly #home: Mount;
  readonly #mounts = new Map<string, Mount>();
  #devices = 0;

  readonly hearers = { notifications: new Notifications(), lost: () => undefined };

  constructor(initial: boolean) {
    this.initial = initial;
    this.#home = { filesystem: this.#make(tmpfs, []) };
    for (const each of filesystems) {
      this.#add(each, directory);
      this.#mounts.set(each, { filesystem: this.#make(tmpfs, []) });
    }
    for (const each of directories) this.#add(each, directory);
    for (const each of files) this.#add(each, file);
    for (const each of links) {
      this.#add(each, { mode: S_IFLNK | 0o777, uid: 0, gid: 0, target: "l1" });
    }
    this.#mounts.set(bound, { filesystem: this.#home.filesystem });
    this.#mounts.get("R")?.filesystem.reconfigure(quietly).commit(true);
  }

  mount(at: "n" | "o", options: string): FileSystem {
    return this.#mount(at, overlayType.split(options), 0);
  }

  unmount(at: Step["at"]): void {
    this.#mounts.get(at)?.filesystem.shutdown();
    this.#mounts.delete(at);
  }

  carryOut(steps: Arrangement): readonly string[] {
    const said = steps.map((step) => this.#step(step));
    for (const { filesystem } of this.#mounts.values()) filesystem.shutdown();
    return said;
  }

  #step({ options, flags, at, before = [] }: Step): string {
    for (const path of before) {
      if (path.endsWith("/")) this.#add(path.slice(0, -1), directory);
      else this.#add(path, file);
    }
    const said = this.#said(at, options, flags);
    return [said, ...looked.flatMap((path) => look(path, this.resolve(path).inode))].join("\n");
  }

  #said(at: Step["at"], options: Step["options"], flags: number): string {
    try {
      const parameters = typeof options === "string" ? overlayType.split(options) : options;
      const filesystem = this.#mount(at, parameters, flags);
      const shown = [filesystem.readonly ? "ro" : "rw", ...filesystem.showOptions()];
      if (at === "m") this.unmount(at);
      const { ino } = filesystem.root.getattr();
      return `${shown.join(",")} root ${ino} of ${filesystem.status().type.toString(16)}`;
    } catch (error) {
      if (error instanceof PosixError) return error.code;
      throw error;
    }
  }

  #mount(at: string, parameters: readonly Parameter[], flags: number): FileSystem {
    const readonly = (flags & 1) !== 0;
    const known = this.#mounts.get(at)?.filesystem;
    if ((flags & 32) !== 0 && known !== undefined) {
      const change = known.reconfigure(quietly);
      for (const parameter of parameters) change.parameter(parameter);
      change.commit(readonly);
      return known;
    }
    const filesystem = this.#make(overlayType, parameters, readonly);
    this.#mounts.set(at, { filesystem });
    return filesystem;
  }

  #make(type: FileSystemType, parameters: readonly Parameter[], readonly = false): FileSystem {
    const context = type.begin(this);
    for (const parameter of parameters) context.parameter(parameter);
    return context.create(type.name, readonly);
  }

  #add(path: string, creation: Parameters<Inode["create"]>[1]): void {
    const at = path.lastIndexOf("/");
    const parent = at < 0 ? this.#home.filesystem.root : this.resolve(path.slice(0, at)).inode;
    const name = path.slice(at + 1);
    if (parent.lookup(name) === undefined) parent.create(name, creation);
  }

  resolve(path: string): MountedInode {
    const [first = "", ...rest] = path.split("/").filter((each) => each !== "" && each !== ".");
    const mount = this.#mounts.get(first);
    let inode = mount?.filesystem.root ?? step(this.#home.filesystem.root, first);
    for (const name of rest) inode = step(inode, name);
    return { inode, readonly: false, mount: mount ?? this.#home, path };
  }

  newDevice = (): number => {
    this.#devices += 1;
    return this.#devices;
  };

  now = (): bigint => 0n;

  log = (): void => {};
}

function step(directory: Inode, name: string): Inode {
  const inode = directory.lookup(name) ?? fail("ENOENT");
  const link = (inode.getattr().mode & S_IFLNK) === S_IFLNK;
  return link ? step(directory, inode.readlink()) : inode;
}

function look(path: string, inode: Inode): readonly string[] {
  const { mode } = inode.getattr();
  const line = `${path} ${mode.toString(8)} ${inode.listxattr(true).names.toSorted().join(" ")}`;
  if (!isDirectory(mode)) return [line];
  const names: string[] = [];
  inode.openDirectory(0, root).iterate(0n, ({ name }) => {
    if (name !== "." && name !== "..") names.push(name);
    return true;
  });
  return [line, ...names.toSorted().flatMap((name) => look(`${path}/${name}`, step(inode, name)))];
}
