#!/usr/bin/env node
// Builds a box for Vagrant's libvirt from Debian's packages: `npm run box`. Needs root: it installs into a directory.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dir } from "tmp-promise";
import { $, chalk, which } from "zx";
import { build } from "../bin/build.mjs";
import { installDebian } from "./box/debian.mjs";
import { boxName, boxVagrantfile, diskGibibytes } from "./box/description.mjs";

// Programs for the administrator are often outside an ordinary user's PATH.
process.env["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin";

/** Programs, and the packages that have them. */
const needed = [
  ["mmdebstrap", "mmdebstrap"],
  ["mke2fs", "e2fsprogs"],
  ["qemu-img", "qemu-utils"],
  ["vagrant", "vagrant"],
];

/** @param {string} reason */
function refuse(reason) {
  console.error(`Cannot build a box: ${reason}`);
  process.exit(3);
}

if (process.argv.length > 2) {
  console.error(`usage: npm run box, without "${process.argv[2]}"`);
  process.exit(2);
}
if (process.getuid?.() !== 0) refuse("installing a system into a directory needs root");
for (const [program, name] of needed) {
  if ((await which(program, { nothrow: true })) === null)
    refuse(`"${program}" is not installed: apt-get install --no-install-recommends ${name}`);
}

build();
const { cacheDirectory } = await import("../dist/adapters/vm/cache.js");
const boxes = join(cacheDirectory(), "boxes");
await mkdir(boxes, { recursive: true });
// Beside its place: what is half done is never taken for a box.
const work = await dir({ tmpdir: boxes, prefix: ".new", unsafeCleanup: true });
try {
  const started = performance.now();
  const at = (/** @type {string} */ name) => join(work.path, name);
  const quiet = $({ quiet: true, cwd: work.path });
  const { kernel, release } = await installDebian(at("tree"));
  console.log(`${kernel.replace(/.*\//, "")} of Debian ${release}, ${secondsSince(started)}`);
  await quiet`cp ${kernel} vmlinuz`;
  await quiet`cp ${kernel.replace("vmlinuz-", "initrd.img-")} initrd.img`;
  // Filled from the directory as it is made: nothing is mounted, and no loop device taken.
  await quiet`mke2fs -q -t ext4 -L root -d tree disk ${diskGibibytes}G`;
  await quiet`qemu-img convert -f raw -O qcow2 -c disk box.img`;
  const metadata = { provider: "libvirt", format: "qcow2", virtual_size: diskGibibytes };
  await writeFile(at("metadata.json"), `${JSON.stringify(metadata)}\n`);
  await writeFile(at("Vagrantfile"), boxVagrantfile);
  await quiet`tar -cf ready.box metadata.json Vagrantfile vmlinuz initrd.img box.img`;
  const target = join(boxes, `${boxName.replace("/", "-")}.box`);
  await rename(at("ready.box"), target);
  console.log(`${chalk.green("ready")} ${target}, ${secondsSince(started)}`);
  console.log(`vagrant box add --force --name ${boxName} --provider libvirt ${target}`);
} finally {
  await work.cleanup();
}

/** @param {number} started */
function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}
