#!/usr/bin/env node
// Kernels for --adapter=vm: `npm run kernels -- fetch 6.1 6.12`, `npm run kernels -- list`. Works without root.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { dir } from "tmp-promise";
import { $, ProcessOutput, chalk } from "zx";
import { build } from "../bin/build.mjs";
import { gatherModules } from "./kernels/modules.mjs";
import { resolve } from "./kernels/resolve.mjs";
import { extractVmlinux } from "./kernels/vmlinux.mjs";

// Programs for the administrator are often outside an ordinary user's PATH.
process.env["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin";

build();
const { cacheDirectory, kernelsDirectory } = await import("../dist/adapters/vm/cache.js");

/** @param {string} tree */
async function imageIn(tree) {
  const boot = await readdir(join(tree, "boot")).catch(() => []);
  const image = boot.find((name) => name.startsWith("vmlinuz-"));
  if (image !== undefined)
    return { image: join(tree, "boot", image), release: image.slice("vmlinuz-".length) };
  const modules = join(tree, "usr/lib/modules");
  const [release = ""] = await readdir(modules);
  return { image: join(modules, release, "vmlinuz"), release };
}

/** @param {string} series */
async function fetchKernel(series) {
  const { files, ...from } = await resolve(series, join(cacheDirectory(), "apt"));
  await mkdir(kernelsDirectory(), { recursive: true });
  // Made beside its place, and put there when it is whole.
  const work = await dir({ tmpdir: kernelsDirectory(), prefix: ".new", unsafeCleanup: true });
  try {
    const tree = join(work.path, "tree");
    for (const file of files) await $({ quiet: true })`dpkg-deb -x ${file} ${tree}`;
    const { image, release } = await imageIn(tree);
    const ready = join(work.path, "ready");
    await mkdir(ready);
    await extractVmlinux(image, join(ready, "vmlinux"));
    const modules = await gatherModules(tree, release, join(ready, "modules"));
    const sha256 = createHash("sha256")
      .update(await readFile(join(ready, "vmlinux")))
      .digest("hex");
    const record = { schema: 2, series, release, ...from, sha256, modules };
    await writeFile(join(ready, "kernel.json"), `${JSON.stringify(record, null, 2)}\n`);
    const place = join(kernelsDirectory(), series);
    await rm(place, { recursive: true, force: true });
    await rename(ready, place);
    for (const file of files) await rm(file);
    return record;
  } finally {
    await work.cleanup();
  }
}

async function list() {
  const names = await readdir(kernelsDirectory()).catch(() => []);
  const kernels = names.filter((name) => existsSync(join(kernelsDirectory(), name, "kernel.json")));
  if (kernels.length === 0) console.log("No kernel is there: npm run kernels -- fetch 6.1 6.12");
  for (const name of kernels.toSorted()) {
    const file = join(kernelsDirectory(), basename(name), "kernel.json");
    const kernel = /** @type {{release: string, version: string, suite: string}} */ (
      JSON.parse(await readFile(file, "utf8"))
    );
    console.log(`${name.padEnd(6)} ${kernel.release}, ${kernel.version} of ${kernel.suite}`);
  }
}

const [command, ...series] = process.argv.slice(2);
const wrong = series.find((each) => !/^\d+\.\d+$/.test(each));
if (command === "list" && series.length === 0) await list();
else if (command !== "fetch" || series.length === 0 || wrong !== undefined) {
  if (wrong !== undefined) console.error(`"${wrong}" is no series of kernels, such as 6.12`);
  console.error("usage: npm run kernels -- fetch 6.1 6.12 … | npm run kernels -- list");
  process.exitCode = 2;
} else {
  for (const each of series) {
    const started = performance.now();
    try {
      const { release, version, suite } = await fetchKernel(each);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${chalk.green(each)} ${release}, ${version} of ${suite}, ${seconds} s`);
    } catch (error) {
      const said = error instanceof ProcessOutput ? error.stderr.trim() : "";
      console.error(`${chalk.red(each)} ${said || /** @type {Error} */ (error).message}`);
      process.exitCode = 1;
    }
  }
}
