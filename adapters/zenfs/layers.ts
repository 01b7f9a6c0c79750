import {
  type BoundContext,
  type FileSystem as Backend,
  InMemory,
  bindContext,
  boundContexts,
  defaultContext,
  log,
  vfs,
} from "@zenfs/core";
import type { FileSystem } from "../file-system.ts";

// ZenFS keeps every line that it logs in memory, and prints the grave ones.
log.configure({ enabled: false });

/** A backend of ZenFS with the calls of `node:fs` on it. */
export interface Mounted {
  readonly backend: Backend;
  readonly fs: FileSystem;
  close(): void;
}

/**
 * Mounts a backend as the root of a context of its own, so that no two scenarios share a mount table, a working
 * directory or descriptors.
 */
export function mountBackend(backend: Backend): Mounted {
  const context = bindContext.call(defaultContext, { mounts: {} });
  // ZenFS remembers every context for good.
  boundContexts.delete(context.id);
  vfs.mount.call(context, "/", backend);
  const close = (): void => vfs.umount.call(context, "/");
  return { backend, fs: fileSystemOf(context), close };
}

/** An empty layer in memory, its root as a new directory of root's would be. */
export async function memoryLayer(): Promise<Mounted> {
  const backend = InMemory.create({});
  await backend.ready();
  // Access times of a layer are not for the harness to change.
  backend.attributes.set("no_atime");
  const mounted = mountBackend(backend);
  await mounted.fs.chmod?.("/", 0o755);
  return mounted;
}

/** As they are once bound to a context: the declared types keep the unbound overloads. */
interface BoundAttributes {
  set(path: string, name: string, value: Uint8Array, how: object): Promise<void>;
  get(path: string, name: string): Promise<Uint8Array>;
  list(path: string): Promise<string[]>;
  remove(path: string, name: string): Promise<void>;
}

/** The calls as ZenFS has them: `node:fs/promises`, and extended attributes beside. */
function fileSystemOf({ fs }: BoundContext): FileSystem {
  const { promises } = fs;
  const xattr = fs.xattr as unknown as BoundAttributes;
  return {
    open: (path, flags, mode) => promises.open(path, flags, mode),
    mkdir: async (path, mode) => {
      await promises.mkdir(path, mode);
    },
    symlink: (target, path) => promises.symlink(target, path),
    link: (from, to) => promises.link(from, to),
    unlink: (path) => promises.unlink(path),
    rmdir: (path) => promises.rmdir(path),
    rename: (from, to) => promises.rename(from, to),
    readdir: (path) => promises.readdir(path),
    readlink: (path) => promises.readlink(path),
    stat: (path) => promises.stat(path),
    lstat: (path) => promises.lstat(path),
    access: (path, mode) => promises.access(path, mode),
    chmod: (path, mode) => promises.chmod(path, mode),
    chown: (path, uid, gid) => promises.chown(path, uid, gid),
    lchown: (path, uid, gid) => promises.lchown(path, uid, gid),
    truncate: (path, length) => promises.truncate(path, length),
    utimes: (path, atime, mtime) => promises.utimes(path, atime, mtime),
    lutimes: (path, atime, mtime) => promises.lutimes(path, atime, mtime),
    setxattr: (path, name, value, flags) =>
      xattr.set(path, name, value, { create: flags === 1, replace: flags === 2 }),
    getxattr: (path, name) => xattr.get(path, name),
    listxattr: (path) => xattr.list(path),
    removexattr: (path, name) => xattr.remove(path, name),
  };
}
