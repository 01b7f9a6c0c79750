import { CopyOnWriteFS, type FileSystem as Backend, Journal } from "@zenfs/core";
import type { InProcessAdapter, InProcessSubject } from "../adapter.ts";
import type { FileSystem } from "../file-system.ts";
import { type Mounted, memoryLayer, mountBackend } from "./layers.ts";
import { lacks } from "./lacks.ts";
import { probeFeatures, version } from "./probe.ts";

/*
 * CopyOnWrite of @zenfs/core over layers in memory. It keeps deleted paths in a journal, which its user saves.
 */

/** The backends of the layers that were given out: CopyOnWrite works on these, beneath the calls of `node:fs`. */
const backends = new WeakMap<FileSystem, Backend>();

async function layer(): Promise<FileSystem> {
  const mounted = await memoryLayer();
  const fs = { ...mounted.fs, close: () => mounted.close() };
  backends.set(fs, mounted.backend);
  return fs;
}

function backendOf(fs: FileSystem): Backend {
  const backend = backends.get(fs);
  if (backend === undefined) throw new TypeError("Cannot open a layer that zenfs did not make");
  return backend;
}

/** Several lowers are CopyOnWrite of CopyOnWrite, topmost outside: CopyOnWrite itself takes one. */
function stack(lowers: readonly Backend[]): Backend {
  const [top, ...rest] = lowers;
  if (top === undefined) throw new TypeError("Cannot stack no layers");
  return rest.length === 0 ? top : overlay(stack(rest), top, new Journal());
}

function overlay(readable: Backend, writable: Backend, journal: Journal): CopyOnWriteFS {
  const cow = new CopyOnWriteFS(readable, writable, journal);
  // CopyOnWrite marks what it reads. ZenFS would drop the sizes of files that a scenario writes there itself.
  readable.attributes.delete("no_write");
  return cow;
}

class Subject implements InProcessSubject {
  readonly features = probed;
  readonly encoding = "journal";
  readonly #lower: Backend;
  readonly #upper: Backend;
  #cow: CopyOnWriteFS;
  #mounted: Mounted;

  constructor(lowers: readonly Backend[], upper: Backend) {
    this.#lower = stack(lowers);
    this.#upper = upper;
    this.#cow = overlay(this.#lower, upper, new Journal());
    this.#mounted = mountBackend(this.#cow);
  }

  get fs(): FileSystem {
    return this.#mounted.fs;
  }

  /** With the journal as its user would have saved it. */
  remount(): FileSystem {
    this.#mounted.close();
    const journal = new Journal().fromString(this.#cow.journal.toString());
    this.#cow = overlay(this.#lower, this.#upper, journal);
    this.#mounted = mountBackend(this.#cow);
    return this.fs;
  }

  close(): void {
    this.#mounted.close();
  }

  whiteouts(): readonly string[] {
    const lines = this.#cow.journal.toString().split("\n");
    const deletions = lines.filter((line) => line.startsWith("delete "));
    return [...new Set(deletions.map((line) => line.slice("delete ".length)))];
  }

  /** Reading updates the access time, which copies up. */
  async quiet<T>(look: () => Promise<T>): Promise<T> {
    this.#cow.attributes.set("no_atime");
    try {
      return await look();
    } finally {
      this.#cow.attributes.delete("no_atime");
    }
  }
}

let probed: InProcessSubject["features"] = {};

function open(lowers: readonly FileSystem[], upper: FileSystem): InProcessSubject {
  return new Subject(lowers.map(backendOf), backendOf(upper));
}

export default {
  kind: "in-process",
  name: "zenfs",
  async probe() {
    probed = await probeFeatures(layer, open);
    return { version, features: probed, lacks };
  },
  layer,
  open,
} satisfies InProcessAdapter;
