import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Unavailable } from "../adapter.ts";
import { kernelsDirectory } from "./cache.ts";

/** A kernel to boot. */
export interface KernelFile {
  /** As the user named it: a series or a path. */
  readonly name: string;
  /** A vmlinux or a bzImage. */
  readonly image: string;
  /** Where its modules are, `overlay.ko`; absent where everything is built in. */
  readonly modules?: string;
  /** Modules by name, with those to load before, in order. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

interface Fetched {
  readonly schema: number;
  readonly modules: KernelFile["needs"];
}

/** A series that was fetched, `6.12`, or the path of a kernel that has everything built in. */
export function findKernel(name: string | undefined): KernelFile | Unavailable {
  if (name === undefined) {
    return {
      unavailable: "it was not said which kernel to boot",
      remedy: "choose one by --adapter-option=kernel=6.12, or a path",
    };
  }
  if (!/^\d+\.\d+$/.test(name)) return ownKernel(name);
  const directory = join(kernelsDirectory(), name);
  const record = join(directory, "kernel.json");
  if (!existsSync(record)) {
    return {
      unavailable: `the kernel ${name} was not fetched`,
      remedy: `npm run kernels -- fetch ${name}`,
    };
  }
  const { schema, modules } = JSON.parse(readFileSync(record, "utf8")) as Fetched;
  if (schema !== 2) {
    return {
      unavailable: `the kernel ${name} was fetched for another version of this`,
      remedy: `npm run kernels -- fetch ${name}`,
    };
  }
  const image = join(directory, "vmlinux");
  return { name, image, modules: join(directory, "modules"), needs: modules };
}

function ownKernel(path: string): KernelFile | Unavailable {
  const image = resolve(path);
  if (existsSync(image)) return { name: path, image, needs: {} };
  return {
    unavailable: `"${path}" is neither a series of kernels, such as 6.12, nor a file`,
    remedy: "npm run kernels -- list shows what was fetched",
  };
}
