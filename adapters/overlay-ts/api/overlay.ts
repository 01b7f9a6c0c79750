import { overlayType } from "../overlay/context.ts";
import { memoryFileSystem } from "../memory/filesystem.ts";
import { lookup } from "../vfs/at.ts";
import type { Inode } from "../vfs/inode.ts";
import { mkdir } from "../vfs/make.ts";
import { attach, mount } from "../vfs/mounting.ts";
import type { Path } from "../vfs/mount.ts";
import { AT_FDCWD, Process } from "../vfs/process.ts";
import { System } from "../vfs/system.ts";
import { umount } from "../vfs/unmounting.ts";
import {
  type Files,
  type PromisedFiles,
  type User,
  filesOf,
  processOf,
  promised,
} from "./files.ts";
import { type Layer, now } from "./layer.ts";
import { called } from "./overlay-error.ts";

/** Mount options by the names of the kernel's document; what is absent is the kernel's default. */
export interface OverlayOptions {
  readonly redirect_dir?: "on" | "off" | "follow" | "nofollow";
  readonly index?: "on" | "off";
  readonly metacopy?: "on" | "off";
  readonly nfs_export?: "on" | "off";
  readonly xino?: "on" | "off" | "auto";
  readonly uuid?: "on" | "off" | "null" | "auto";
  readonly userxattr?: boolean;
  readonly volatile?: boolean;
}

/** Layers, topmost lower first. Without `upper` nothing can be changed. */
export interface OverlayLayers {
  readonly lowers: readonly Layer[];
  /** Further lowers that only hold data for files of the others: `::` of lowerdir. */
  readonly data?: readonly Layer[];
  readonly upper?: Layer;
}

const merged = "/merged";
const MS_RDONLY = 1;

/** A mounted overlay: `sync` and `promises` have the calls of `node:fs`, on its merged view. */
export class Overlay {
  readonly sync: Files;
  readonly promises: PromisedFiles;
  /** Mounts; its root is above the overlay. */
  readonly #process: Process;
  /** Their root is what the overlay shows. */
  readonly #users: Process[] = [];
  readonly #options: string;
  readonly #readonly: boolean;

  /** @throws OverlayError with syscall `mount`: EINVAL for options that conflict, ELOOP and EBUSY for layers that do */
  constructor(
    layers: OverlayLayers,
    options: OverlayOptions & { readonly readonly?: boolean } = {},
  ) {
    const { readonly = false, ...rest } = options;
    const rootFilesystem = memoryFileSystem({ now, device: 0 });
    const system = new System({ rootFilesystem, types: [overlayType], now, initial: true });
    this.#process = new Process(system);
    this.#options = [...this.#layers(layers), ...wordsOf(rest)].join(",");
    this.#readonly = readonly;
    mkdir(this.#process, AT_FDCWD, merged, 0o755);
    this.#mount();
    this.sync = filesOf(this.#enter(new Process(system, this.#process)));
    this.promises = promised(this.sync);
  }

  /** The calls of another user, with the umask 022 and no capabilities unless it is uid 0. */
  as(user: User): { readonly sync: Files; readonly promises: PromisedFiles } {
    const sync = filesOf(this.#enter(processOf(this.#process, user)));
    return { sync, promises: promised(sync) };
  }

  /** Mounts the same layers again, as another process would find them. Every file has to be closed: EBUSY. */
  remount(): void {
    this.close();
    this.#mount();
    for (const user of this.#users) this.#enter(user);
  }

  /** Unmounts. The layers stay. */
  close(): void {
    for (const user of this.#users) stand(user, this.#process.root);
    called("umount", () => umount(this.#process, merged, 0));
  }

  #enter(user: Process): Process {
    if (!this.#users.includes(user)) this.#users.push(user);
    stand(user, lookup(this.#process, AT_FDCWD, merged, true));
    return user;
  }

  #mount(): void {
    const flags = this.#readonly ? MS_RDONLY : 0;
    const request = { source: "overlay", target: merged, type: "overlay", flags };
    called("mount", () => mount(this.#process, { ...request, options: this.#options }));
  }

  /** Puts each layer at a place of its own; gives the options that name them. */
  #layers({ lowers, data = [], upper }: OverlayLayers): readonly string[] {
    const tops = new Map<Inode, string>();
    const placed = (layer: Layer): string => {
      const known = tops.get(layer.top) ?? this.#attach(layer, `/top${tops.size}`);
      tops.set(layer.top, known);
      return known;
    };
    const named = (layer: Layer): string => escape(placed(layer) + layer.directory);
    const below = [lowers.map(named).join(":"), ...data.map(named)].join("::");
    if (upper === undefined) return [`lowerdir=${below}`];
    if (upper.work === undefined)
      throw new TypeError("Cannot mount: upper has no work directory; give directoryLayer one");
    const work = escape(placed(upper) + upper.work);
    return [`lowerdir=${below}`, `upperdir=${named(upper)}`, `workdir=${work}`];
  }

  #attach({ top }: Layer, place: string): string {
    mkdir(this.#process, AT_FDCWD, place, 0o755);
    const { system } = this.#process;
    const at = lookup(this.#process, AT_FDCWD, place, true);
    attach(this.#process, system.newMount(top.filesystem, top, "layer", 0), at);
    return place;
  }
}

function stand(process: Process, at: Path): void {
  process.root = at;
  process.cwd = at;
}

function wordsOf(options: OverlayOptions): readonly string[] {
  return Object.entries(options).flatMap(([key, value]) => {
    if (value === true) return [key];
    return typeof value === "string" ? [`${key}=${value}`] : [];
  });
}

/** What would end a directory or an option. */
function escape(path: string): string {
  return path.replaceAll(/[\\:,]/g, "\\$&");
}
