import { constants } from "node:fs";
import { MountFailure, type InProcessAdapter, type InProcessSubject } from "../adapter.ts";
import type { FileSystem, Handle } from "../file-system.ts";
import { type Layer, Overlay, emptyLayer } from "./overlay.ts";

/*
 * A template for the adapter of a library that runs in process. Copy this folder, put your library in the place of
 * overlay.ts, and run `npm run conformance -- --adapter=yours`.
 */

/** The calls that your library has, each answering as `node:fs/promises` would. Leave out what it has not. */
function fileSystemOf(overlay: Overlay): FileSystem {
  return {
    open: (path, flags, mode = 0) => handle(overlay, path, flags, mode),
    mkdir: (path, mode) => void overlay.make(path, constants.S_IFDIR | mode),
    symlink: (target, path) =>
      void overlay.make(path, constants.S_IFLNK | 0o777, Buffer.from(target)),
    unlink: (path) => overlay.remove(path),
    rmdir: (path) => overlay.remove(path),
    readdir: (path) => overlay.list(path),
    readlink: (path) => overlay.find(path).data.toString(),
    // Errors carry the errno in `code`; the message would do too. An error without one is reported as `threw`.
    stat: (path) => overlay.stats(path),
    lstat: (path) => overlay.stats(path),
    chmod(path, mode) {
      const node = overlay.own(path);
      node.mode = (node.mode & constants.S_IFMT) | mode;
    },
    lutimes(path, _, mtime) {
      overlay.own(path).mtime = mtime * 1000;
    },
  };
}

/** `position` is null where the subject has to keep the offset itself. */
function handle(overlay: Overlay, path: string, flags: number, mode: number): Handle {
  if ((flags & constants.O_CREAT) !== 0 && !overlay.exists(path)) {
    overlay.make(path, constants.S_IFREG | mode);
  } else if ((flags & constants.O_EXCL) !== 0) {
    throw Object.assign(new Error("EEXIST"), { code: "EEXIST" });
  }
  if ((flags & constants.O_TRUNC) !== 0) overlay.own(path).data = Buffer.alloc(0);
  overlay.find(path);
  let offset = 0;
  return {
    read(buffer, start, length, position) {
      const from = position ?? offset;
      const bytesRead = overlay.find(path).data.copy(buffer, start, from, from + length);
      if (position === null) offset += bytesRead;
      return { bytesRead };
    },
    write(buffer, start, length, position) {
      const node = overlay.own(path);
      const at = (flags & constants.O_APPEND) !== 0 ? node.data.length : (position ?? offset);
      const grown = Buffer.alloc(Math.max(node.data.length, at + length));
      node.data.copy(grown);
      grown.set(buffer.subarray(start, start + length), at);
      node.data = grown;
      node.mtime = Date.now();
      if (position === null) offset = at + length;
      return { bytesWritten: length };
    },
    stat: () => overlay.stats(path),
    close: () => undefined,
  };
}

/** Your library's own idea of a layer, behind the calls that build it. */
const layers = new WeakMap<FileSystem, Layer>();

function layer(): FileSystem {
  const objects = emptyLayer();
  const fs = fileSystemOf(new Overlay([], objects));
  layers.set(fs, objects);
  return fs;
}

const layerOf = (fs: FileSystem): Layer => layers.get(fs) ?? emptyLayer();

/** What a mount of yours can do. Find it by trying it where it depends on anything. */
const features = { writable: true, multi_lower: true } as const;

function open(
  lowers: readonly FileSystem[],
  upper: FileSystem,
  { readonly: wanted }: { readonly readonly?: boolean },
): InProcessSubject {
  // A mount that is refused is an answer too: throw what the kernel would have said.
  if (wanted === true) throw new MountFailure(22, "read-only mounts are not there yet");
  const overlay = new Overlay(lowers.map(layerOf), layerOf(upper));
  return {
    fs: fileSystemOf(overlay),
    features,
    // What another process would see, with nothing but the layers and what your library saved beside them.
    remount: () => fileSystemOf(overlay),
    // Names that upper hides without an object of its own; the word says how, for a report.
    whiteouts: () => [...overlay.deleted],
    encoding: "set",
    close: () => undefined,
  };
}

export default {
  kind: "in-process",
  name: "template",
  probe: async () =>
    Promise.resolve({
      version: "0",
      features,
      // What your library cannot say, each with the sentence that a report prints: it is skipped, not failed. A method
      // that is neither there nor here answers ENOSYS, which is a failure.
      lacks: {
        link: "the overlay has no hard links",
        rename: "the overlay cannot rename yet",
        "mount.upper": "the overlay has an upper, always",
        "entry.nlink": "nodes count no links",
        "entry.uid": "nodes have no owner",
        "entry.gid": "nodes have no owner",
        "entry.inode": "nodes have no numbers",
        "entry.atime": "nodes keep one time",
        "entry.marks": "nodes have no extended attributes",
      },
    }),
  layer,
  open,
} satisfies InProcessAdapter;
