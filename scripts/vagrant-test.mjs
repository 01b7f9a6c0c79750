#!/usr/bin/env node
// `vagrant up` for real, with the box of `npm run box`: the suite in the machine, and from outside over ssh; then halt and
// destroy. What is behind `--` selects scenarios: npm run vagrant:test -- --suite=whiteout
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dir } from "tmp-promise";
import { $, which } from "zx";
import { build } from "../bin/build.mjs";
import { boxName } from "./box/description.mjs";

// Programs for the administrator are often outside an ordinary user's PATH.
process.env["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin";

const inside = fileURLToPath(new URL("vagrant/inside.mjs", import.meta.url));
const project = fileURLToPath(new URL("..", import.meta.url));

/** Programs, and the packages that have them. */
const needed = [
  ["vagrant", "vagrant vagrant-libvirt"],
  ["libvirtd", "libvirt-daemon-system libvirt-daemon"],
  ["dnsmasq", "dnsmasq-base"],
  ["iptables", "iptables"],
  ["rsync", "rsync"],
  ["ssh", "openssh-client"],
];

/** @param {string} reason */
function refuse(reason) {
  console.error(`Cannot try the Vagrantfile: ${reason}`);
  process.exit(3);
}

if (process.getuid?.() !== 0) refuse("a network for a machine needs root");
for (const [program, names] of needed) {
  if ((await which(program, { nothrow: true })) === null)
    refuse(`"${program}" is not installed: apt-get install --no-install-recommends ${names}`);
}
build();
const { cacheDirectory } = await import("../dist/adapters/vm/cache.js");
const box = join(cacheDirectory(), "boxes", `${boxName.replace("/", "-")}.box`);
if (!existsSync(box)) refuse("there is no box: npm run box");

const scratch = await dir({ prefix: "vagrant-test-", unsafeCleanup: true });
try {
  // The machine has no way out of its network: the packages come along.
  const packages = join(scratch.path, "packages");
  await mkdir(packages);
  const quiet = $({ quiet: true, cwd: packages });
  await quiet`cp ${["package.json", "package-lock.json"].map((name) => join(project, name))} .`;
  await quiet`npm ci --ignore-scripts --cache=${packages}/cache`;
  await quiet`tar -cf ../npm-cache.tar -C cache .`;
  await quiet`rm -r ${packages}`;
  // Networks, mounts and processes of their own: all of them end with the first process, however that ends. It is a shell,
  // because a first process has to take note of the end of those that nobody waits for.
  const first = ["sh", "-c", '"$@"; exit $?', "sh", process.execPath, inside];
  const own = ["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const { exitCode } = await $({ stdio: "inherit", nothrow: true })`unshare ${own} \
    --propagation=private -- ${first} ${scratch.path} ${box} ${process.argv.slice(2)}`;
  process.exitCode = exitCode ?? 1;
} finally {
  await scratch.cleanup();
}
