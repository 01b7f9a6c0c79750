// A Debian in a directory, with what Vagrant expects of a box and the project needs of a system.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { $, glob, which } from "zx";
import { mirrors } from "../kernels/apt.mjs";

const release = "bookworm";
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

const system = ["linux-image-cloud-amd64", "systemd-sysv", "udev", "dbus", "kmod", "iproute2"];
const forVagrant = ["openssh-server", "sudo", "rsync"];
/** As the Vagrantfile installs them elsewhere. */
const forLayers = [
  "ca-certificates",
  "curl",
  "xz-utils",
  "e2fsprogs",
  "xfsprogs",
  "btrfs-progs",
  "erofs-utils",
  "squashfs-tools",
  "util-linux",
];

/** Files of the system, before its packages are set up. */
const before = {
  // Only what leads to the disk: the initial memory disk of an emulated machine is unpacked slowly.
  "/etc/initramfs-tools/conf.d/small": "MODULES=list\nCOMPRESS=lz4\n",
  "/usr/share/initramfs-tools/modules.d/disk": "virtio_pci\nvirtio_blk\nvirtio_net\next4\n",
};

/** And after. */
const after = {
  "/etc/hostname": `${release}\n`,
  "/etc/hosts": `127.0.0.1 localhost\n127.0.1.1 ${release}\n`,
  "/etc/fstab": "LABEL=root / ext4 defaults,noatime 0 1\n",
  "/etc/sudoers.d/vagrant": "vagrant ALL=(ALL) NOPASSWD: ALL\n",
  "/etc/systemd/network/80-eth.network": "[Match]\nName=eth*\n[Network]\nDHCP=ipv4\n",
  "/etc/ssh/sshd_config.d/box.conf": "UseDNS no\nGSSAPIAuthentication no\n",
  // All clones of the box are machines of their own.
  "/etc/machine-id": "",
};

const commands = [
  "chroot $1 useradd --create-home --shell /bin/bash vagrant",
  "chroot $1 install -d -m 700 -o vagrant -g vagrant /home/vagrant/.ssh",
  "chroot $1 chown vagrant:vagrant /home/vagrant/.ssh/authorized_keys",
  "chroot $1 chmod 600 /home/vagrant/.ssh/authorized_keys",
  "chroot $1 chmod 440 /etc/sudoers.d/vagrant",
  "chroot $1 systemctl enable systemd-networkd",
];

/** @param {Record<string, string>} files */
const hooks = (files) =>
  Object.entries(files).map(
    ([path, text]) =>
      `mkdir -p $1${dirname(path)} && printf '${text.replaceAll("\n", "\\n")}' > $1${path}`,
  );

/**
 * @param {string} target a directory that is made
 * @returns {Promise<{kernel: string, release: string}>} the path of the kernel in there
 */
export async function installDebian(target) {
  const { archive, security } = await mirrors();
  const signed = `[signed-by=${keyring} arch=amd64]`;
  const sources = [
    `deb ${signed} ${archive} ${release} main`,
    `deb ${signed} ${security} ${release}-security main`,
  ];
  const { npm, node } = await nodeOfHost();
  const customize = [
    ...hooks(after),
    "mkdir -p $1/home/vagrant/.ssh $1/usr/local/bin $1/usr/local/lib/node_modules",
    `cp ${await vagrantKey()} $1/home/vagrant/.ssh/authorized_keys`,
    ...commands,
    // As the Vagrantfile does it: a Node that any Debian runs, and its npm.
    `cp ${node} $1/usr/local/bin/node && cp -r ${npm} $1/usr/local/lib/node_modules/npm`,
    "ln -s ../lib/node_modules/npm/bin/npm-cli.js $1/usr/local/bin/npm",
    "ln -s ../lib/node_modules/npm/bin/npx-cli.js $1/usr/local/bin/npx",
  ];
  const options = [
    "--mode=root",
    "--variant=minbase",
    "--quiet",
    `--include=${[...system, ...forVagrant, ...forLayers].join(",")}`,
    '--aptopt=APT::Install-Recommends "false"',
    ...["doc", "man", "locale"].map((each) => `--dpkgopt=path-exclude=/usr/share/${each}/*`),
    ...hooks(before).map((hook) => `--extract-hook=${hook}`),
    ...customize.map((hook) => `--customize-hook=${hook}`),
  ];
  // What is mounted for the installation is mounted for it alone.
  await $({
    quiet: true,
  })`unshare --mount --propagation=private -- mmdebstrap ${options} ${release} ${target} ${sources}`;
  const [kernel] = await glob(`${target}/boot/vmlinuz-*`);
  if (kernel === undefined) throw new Error(`There is no kernel in ${target}/boot`);
  return { kernel, release };
}

/** Everybody's key: Vagrant puts one of its own in its place when the machine comes up. */
async function vagrantKey() {
  const gems = ["/usr/share/rubygems-integration/all/gems", "/opt/vagrant/embedded/gems/gems"];
  const [key] = await glob(gems.map((each) => `${each}/vagrant-*/keys/vagrant.pub`));
  if (key === undefined)
    throw new Error(`Cannot find Vagrant's public key in ${gems.join(" or ")}`);
  return key;
}

/** This machine's Node, which brings all its libraries but those that every Debian has. */
async function nodeOfHost() {
  const root = (await $({ quiet: true })`npm root --global`).stdout.trim();
  const npm = join(root, "npm");
  if (!existsSync(npm)) throw new Error(`There is no npm in ${root}: the box takes both along`);
  return { npm, node: await which("node") };
}
