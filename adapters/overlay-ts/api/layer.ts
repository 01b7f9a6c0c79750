import { directoryRoot } from "../directory/root.ts";
import { memoryFileSystem } from "../memory/filesystem.ts";
import { lookup } from "../vfs/at.ts";
import type { FileSystem, Inode } from "../vfs/inode.ts";
import { mkdir } from "../vfs/make.ts";
import { AT_FDCWD, Process } from "../vfs/process.ts";
import { System } from "../vfs/system.ts";
import { called } from "./overlay-error.ts";
import { type Files, type PromisedFiles, filesOf, promised } from "./files.ts";

export const now = (): bigint => BigInt(Date.now()) * 1_000_000n;

/** MKDEV numbers of this library's filesystems: any that no two of them share. */
let lastDevice = 0;

/** A directory that can be a lower, or upper, of any number of overlays; below its top, paths begin with `/`. */
export class Layer {
  readonly sync: Files;
  readonly promises: PromisedFiles;
  /** Holds the layer and its work directory. */
  readonly top: Inode;
  /** From the top to the layer. */
  readonly directory: string;
  /** From the top to the directory in which overlay prepares things; only upper needs one. */
  readonly work: string | undefined;

  constructor(top: Inode, directory: string, work: string | undefined) {
    const process = processOn(top.filesystem);
    process.root = lookup(process, AT_FDCWD, directory, true);
    process.cwd = process.root;
    this.sync = filesOf(process);
    this.promises = promised(this.sync);
    this.top = top;
    this.directory = directory;
    this.work = work;
  }
}

/** On a machine of its own that has nothing else. */
function processOn(rootFilesystem: FileSystem): Process {
  return new Process(new System({ rootFilesystem, types: [], now, initial: true }));
}

/** An empty layer in memory. */
export function memoryLayer(): Layer {
  lastDevice += 1;
  const filesystem = memoryFileSystem({ now, device: lastDevice, mode: 0o755 });
  const process = processOn(filesystem);
  for (const each of ["/layer", "/work"]) mkdir(process, AT_FDCWD, each, 0o755);
  return new Layer(filesystem.root, "/layer", "/work");
}

/**
 * A directory of the host, as it is: an overlay of the kernel can mount it before and after. It needs Linux, and for
 * overlay's own marks the privilege to write `trusted.` attributes, or the option `userxattr`.
 *
 * @param work an empty directory on the same filesystem, for a layer that is to be upper
 * @throws OverlayError ENOENT, ENOTDIR, EACCES
 */
export function directoryLayer(directory: string, work?: string): Layer {
  return called("open", () => new Layer(directoryRoot("/"), directory, work), directory);
}
