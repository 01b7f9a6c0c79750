import { Buffer } from "node:buffer";
import { memoryFileSystem } from "../../../adapters/overlay-ts/memory/filesystem.ts";
import {
  ACL_ACCESS,
  ACL_DEFAULT,
  checkAcl,
  parseAcl,
} from "../../../adapters/overlay-ts/vfs/acl.ts";
import type { Inode, OpenDirectory, OpenFile } from "../../../adapters/overlay-ts/vfs/inode.ts";
import type { FileHandle } from "../../../adapters/overlay-ts/vfs/filesystem-status.ts";
import {
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  isDirectory,
} from "../../../adapters/overlay-ts/vfs/mode.ts";
import { PosixError } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { type Machine, type Seen, LAST_SET_TIME } from "./machine.ts";

const owner = { uid: 0, gid: 0 };

/** The memory store, asked without anything between. `tick` counts the moves: its clock. */
export function direct(size: number, inodes: number): Machine & { tick(): void } {
  let clock = LAST_SET_TIME;
  const filesystem = memoryFileSystem({ now: () => clock, device: 1, size, nr_inodes: inodes });
  const files = new Map<string, OpenFile>();
  const directories = new Map<string, OpenDirectory>();
  const handles = new Map<string, FileHandle>();
  const file = (slot: string) => (directories.has(slot) ? answer("EISDIR") : held(files, slot));
  const directory = (slot: string) => held(directories, slot);
  const walk = (names: readonly string[]) =>
    names.reduce<Inode>((at, name) => at.lookup(name) ?? missing(), filesystem.root);
  const find = (path: string) => walk(path.split("/").filter((name) => name !== ""));
  const place = (path: string): [parent: Inode, name: string] => {
    const names = path.split("/").slice(1);
    return [walk(names.slice(0, -1)), names.at(-1) ?? ""];
  };
  const free = (path: string): [parent: Inode, name: string] => {
    const [parent, name] = place(path);
    parent.lookup(name);
    return [parent, name];
  };
  const plain: Machine & { tick(): void } = {
    tick: () => void clock++,
    create(path, mode, rdev = 0) {
      const [parent, name] = free(path);
      parent.create(name, { ...owner, mode, rdev });
    },
    symlink(target, path) {
      const [parent, name] = free(path);
      parent.create(name, { ...owner, mode: S_IFLNK | 0o777, target });
    },
    link(from, to) {
      const [parent, name] = free(to);
      parent.link(name, find(from));
    },
    unlink(path) {
      const [parent, name] = place(path);
      parent.unlink(name);
    },
    rmdir(path) {
      const [parent, name] = place(path);
      parent.rmdir(name);
    },
    rename(from, to, flags = 0) {
      const [parent, name] = place(from);
      const [newParent, newName] = free(to);
      parent.rename(name, newParent, newName, flags);
    },
    readlink(path) {
      const inode = find(path);
      inode.accessed();
      return inode.readlink();
    },
    setattr: (path, change) => find(path).setattr(change),
    open(slot, path) {
      const inode = find(path);
      if (isDirectory(inode.getattr().mode)) directories.set(slot, inode.openDirectory(0, nobody));
      else files.set(slot, inode.open(2, nobody));
    },
    tmpfile(slot, directory) {
      const inode = find(directory).tmpfile({ ...owner, mode: S_IFREG | 0o600 });
      files.set(slot, inode.open(2, nobody));
    },
    name(slot, path) {
      const [parent, name] = free(path);
      parent.link(name, file(slot).inode);
    },
    close(slot) {
      (files.get(slot) ?? directory(slot)).release();
      files.delete(slot);
      directories.delete(slot);
    },
    read(slot, length, position) {
      const into = Buffer.alloc(length, 0xff);
      const n = file(slot).read(into, position);
      file(slot).inode.accessed();
      return into.toString("latin1", 0, n);
    },
    write: (slot, bytes, position) => file(slot).write(bytes, position),
    truncate: (slot, size) => file(slot).inode.setattr({ size, mtime: clock }),
    allocate: (slot, mode, offset, length) => file(slot).allocate(mode, offset, length),
    seek: (slot, offset, what) => file(slot).seek(offset, what),
    clone: (from, to) => file(to).clone(file(from), 0, 0, 0),
    list(slot, position, count = 100) {
      const entries: unknown[] = [];
      directory(slot).iterate(BigInt(position), ({ name, ino, type }, next) => {
        if (entries.length === count) return false;
        entries.push([name, Number(ino), type >> 12, Number(next)]);
        return true;
      });
      directory(slot).inode.accessed();
      return entries;
    },
    seekDirectory: (slot, position, offset, whence) =>
      Number(directory(slot).seekDirectory(BigInt(position), BigInt(offset), whence)),
    getxattr: (path, name) => hex(find(path).getxattr(name) ?? unset()),
    setxattr(path, name, value, flags = 0) {
      const acl = name === ACL_ACCESS || name === ACL_DEFAULT ? parseAcl(value) : undefined;
      if (acl !== undefined) checkAcl(acl);
      find(path).setxattr(name, value, flags);
    },
    removexattr: (path, name) => find(path).removexattr(name),
    setFlags(path, flags) {
      find(path).fileFlags();
      find(path).setFileFlags({ flags, projid: 0 });
    },
    getFlags: (path) => find(path).fileFlags().flags,
    handle(slot, path) {
      const handle = filesystem.encodeHandle(find(path));
      handles.set(slot, handle);
      return [handle.type, handle.bytes.length];
    },
    find: (slot) => Number((filesystem.decodeHandle(held(handles, slot)) ?? stale()).getattr().ino),
    status() {
      const { fsid: _, ...status } = filesystem.status();
      return status;
    },
    look: () => look("", filesystem.root),
  };
  return plain;
}

const nobody = { uid: 0, gid: 0, realUid: 0, realGid: 0, groups: [], capabilities: new Set([]) };

function held<T>(map: ReadonlyMap<string, T>, slot: string): T {
  const found = map.get(slot);
  if (found === undefined) throw new Error(`Cannot find "${slot}": nothing was kept there`);
  return found;
}

const missing = (): never => answer("ENOENT");
const unset = (): never => answer("ENODATA");
const stale = (): never => answer("ESTALE");

function answer(code: "ENOENT" | "ENODATA" | "ESTALE" | "EISDIR"): never {
  throw new PosixError(code);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function look(path: string, inode: Inode): readonly Seen[] {
  const { atime, mtime, ctime, btime, ino, dev: _, ...rest } = inode.getattr();
  const type = rest.mode & S_IFMT;
  const seen = {
    path: path || "/",
    attributes: { ...rest, ino: Number(ino) },
    times: [atime, mtime, ctime, btime],
    xattrs: inode
      .listxattr(true)
      .names.map((name) => `${name}=${hex(inode.getxattr(name) ?? new Uint8Array())}`),
  };
  if (type === S_IFREG) return [{ ...seen, content: content(inode, rest.size) }];
  return type === S_IFDIR ? [seen, ...children(path, inode)] : [seen];
}

function content(inode: Inode, size: number): string {
  const bytes = Buffer.alloc(Math.min(size, 65536), 0xff);
  const file = inode.open(0, nobody);
  file.read(bytes, 0);
  file.release();
  return bytes.toString("latin1");
}

function children(path: string, inode: Inode): readonly Seen[] {
  const names: string[] = [];
  const directory = inode.openDirectory(0, nobody);
  directory.iterate(2n, ({ name }) => names.push(name) > 0);
  directory.release();
  return names.flatMap((name) => {
    const child = inode.lookup(name);
    return child === undefined ? [] : look(`${path}/${name}`, child);
  });
}
