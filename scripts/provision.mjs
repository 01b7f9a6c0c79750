#!/usr/bin/env node
// Installs what the full test run needs beside Node, and nothing that is there: `npm run provision`. What the trial of the
// Vagrantfile needs besides: `npm run provision -- vagrant`.
import { existsSync } from "node:fs";
import { $, chalk, which } from "zx";

/** A package, a program by which its presence is known, and what the tests do with it. */
const needed = [
  ["e2fsprogs", "mkfs.ext4", "ext4 under the layers"],
  ["dosfstools", "mkfs.vfat", "a disk whose filesystem cannot be a layer"],
  ["xfsprogs", "mkfs.xfs", "xfs under the layers"],
  ["btrfs-progs", "mkfs.btrfs", "btrfs under the layers"],
  ["erofs-utils", "mkfs.erofs", "erofs as a lower layer"],
  ["squashfs-tools", "mksquashfs", "squashfs as a lower layer"],
  ["qemu-system-x86", "qemu-system-x86_64", "kernels in virtual machines"],
  ["busybox-static", "busybox", "programs of a virtual machine, and scenarios as shell scripts"],
  ["zstd", "zstd", "unpacking a kernel"],
  ["xz-utils", "xz", "unpacking a kernel"],
  ["lz4", "lz4", "unpacking a kernel"],
  ["python3", "python3", "a subject in another language"],
  ["util-linux", "losetup", "loop devices and namespaces"],
  ["chromium", "chromium", "the HTML report as a browser shows it"],
];

/** For `npm run box` and `npm run vagrant:test`. */
const forVagrant = [
  ["vagrant", "vagrant", "machines of the Vagrantfile"],
  ["vagrant-libvirt", "/usr/share/doc/vagrant-libvirt", "its provider"],
  ["libvirt-daemon-system", "libvirtd", "starts the machines"],
  ["dnsmasq-base", "dnsmasq", "their network"],
  ["iptables", "iptables", "their network"],
  ["rsync", "rsync", "copies the project in"],
  ["openssh-client", "ssh", "the connection"],
  ["mmdebstrap", "mmdebstrap", "a box of Debian's packages"],
  ["qemu-utils", "qemu-img", "the disk of a box"],
];

// Programs for the administrator are often outside an ordinary user's PATH.
process.env["PATH"] += ":/usr/local/sbin:/usr/sbin:/sbin";
/** @param {string} program */
const has = async (program) =>
  program.startsWith("/")
    ? existsSync(program)
    : (await which(program, { nothrow: true })) !== null;

const asked = process.argv.slice(2);
const unknown = asked.find((each) => each !== "vagrant");
if (unknown !== undefined) {
  console.error(`usage: npm run provision [-- vagrant], not "${unknown}"`);
  process.exit(2);
}
const wanted = asked.length === 0 ? needed : [...needed, ...forVagrant];

async function missing() {
  const found = await Promise.all(wanted.map(async ([, program]) => has(program)));
  return wanted.filter((_, index) => !found[index]);
}

function refuse(reason, packages) {
  console.error(`Cannot provision: ${reason}`);
  console.error("Install these, by the names that your system has for them:");
  for (const [name, program, why] of packages) console.error(`  ${name} (${program}): ${why}`);
  process.exit(1);
}

/** How to run a command as root: nothing before it, or sudo. */
async function asRoot(packages) {
  if (process.getuid?.() === 0) return [];
  if (await has("sudo")) return ["sudo"];
  return refuse("this user is not root, and there is no sudo", packages);
}

const packages = await missing();
for (const [name, program, why] of wanted) {
  const there = !packages.some(([each]) => each === name);
  console.log(
    `${there ? chalk.green("there  ") : chalk.yellow("missing")} ${name}: ${why} (${program})`,
  );
}

if (packages.length === 0) {
  console.log("Nothing to install.");
} else {
  if (!(await has("apt-get"))) refuse("this system has no apt-get", packages);
  const root = await asRoot(packages);
  const names = packages.map(([name]) => name);
  console.log(`Installing ${names.join(" ")}`);
  const show = $({ stdio: "inherit", verbose: true });
  const environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
  await show`${root} apt-get update`;
  await show`${root} ${environment} apt-get install --yes --no-install-recommends ${names}`;
  const left = await missing();
  if (left.length > 0)
    refuse("apt-get has installed packages, but programs are still missing", left);
}
