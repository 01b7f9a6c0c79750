// The modules that a guest may need, each with what it needs itself.
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { unpackModule } from "./vmlinux.mjs";

/** The channel, overlay, and filesystems for the layers. What a kernel has built in, or has not at all, is left out. */
const wanted = [
  "virtio_pci",
  "virtio_console",
  "overlay",
  "loop",
  "crc32c_generic",
  "crc32c_intel",
  "crc32c_cryptoapi",
  "xfs",
  "btrfs",
  "erofs",
  "squashfs",
  "vfat",
  "nls_cp437",
  "nls_ascii",
];

/** @param {string} path */
const nameOf = (path) =>
  basename(path)
    .replace(/\.ko(\..*)?$/, "")
    .replaceAll("-", "_");

/**
 * @param {string} tree a package's files
 * @param {string} release
 * @param {string} target
 * @returns {Promise<Record<string, string[]>>} modules by name, with those to load before, in order
 */
export async function gatherModules(tree, release, target) {
  const folders = ["lib", "usr/lib"].map((each) => join(tree, each, "modules", release));
  const folder = folders.find((each) => existsSync(each)) ?? "";
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((path) => /\.ko(\.|$)/.test(path));
  const paths = new Map(files.map((path) => [nameOf(path), join(folder, path)]));
  await mkdir(target, { recursive: true });
  /** @type {Record<string, string[]>} */
  const gathered = {};
  /**
   * @param {string} name
   * @returns {Promise<void>}
   */
  const gather = async (name) => {
    const path = paths.get(name);
    if (path === undefined || name in gathered) return;
    const file = join(target, `${name}.ko`);
    await unpackModule(path, file);
    const needs = await needsOf(file);
    for (const each of needs) await gather(each);
    const before = needs.flatMap((each) => [...(gathered[each] ?? []), each]);
    gathered[name] = [...new Set(before)];
  };
  for (const name of wanted) await gather(name);
  return gathered;
}

/**
 * Packages come without modules.dep; each module names what it needs, in its section .modinfo.
 * @param {string} file
 */
async function needsOf(file) {
  const text = await readFile(file, "latin1");
  const named = /\0depends=([\w,-]*)\0/.exec(text)?.[1] ?? "";
  return named.split(",").filter(Boolean).map(nameOf);
}
