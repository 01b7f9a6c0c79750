import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Unavailable } from "../adapter.ts";
import { notInstalled } from "../../harness/agent/unavailable.ts";
import { type ArchiveEntry, copy, directory, text } from "./cpio.ts";
import { guestRoot, initScript } from "./init.ts";
import type { KernelFile } from "./kernel-file.ts";
import { agentEntries } from "./packages.ts";
import { locateProgram, programEntries } from "./programs.ts";

type Options = Readonly<Record<string, string>>;

const ext4 = { modules: ["loop"], programs: { "mkfs.ext4": "e2fsprogs" } };

/** What a filesystem under the layers needs in the guest: modules, and programs of the host with their packages. */
const filesystems: Readonly<Record<string, Needs>> = {
  ext4,
  casefold: ext4,
  xfs: { modules: ["loop", "xfs"], programs: { "mkfs.xfs": "xfsprogs" } },
  btrfs: {
    modules: ["loop", "crc32c_cryptoapi", "btrfs"],
    programs: { "mkfs.btrfs": "btrfs-progs" },
  },
  erofs: { modules: ["loop", "erofs"], programs: { "mkfs.erofs": "erofs-utils" } },
  squashfs: { modules: ["loop", "squashfs"], programs: { mksquashfs: "squashfs-tools" } },
};

interface Needs {
  readonly modules: readonly string[];
  readonly programs: Readonly<Record<string, string>>;
}

const always = ["virtio_pci", "virtio_console", "crc32c_generic", "crc32c_intel", "overlay"];

/** For disks that scenarios make, which are skipped in the guest where the host cannot make any. */
const disks = {
  modules: ["loop", "vfat", "nls_cp437", "nls_ascii"],
  programs: ["mkfs.ext4", "mkfs.vfat"],
};

/** The files of the guest: the host's Node, the agent as it is built here, and busybox for the rest. */
export async function guestEntries(
  root: string,
  kernel: KernelFile,
  options: Options,
): Promise<readonly ArchiveEntry[] | Unavailable> {
  const chosen = [options["fs"], options["lower"]].flatMap((name) => filesystems[name ?? ""] ?? []);
  const programs: Record<string, string> = { node: realpathSync(process.execPath) };
  for (const name of disks.programs) {
    const path = locateProgram(name);
    if (path !== undefined) programs[name] = path;
  }
  // mount(8) sets loop devices to detach by themselves; busybox does not.
  const mount = chosen.length > 0 ? [["mount", "mount"] as const] : [];
  for (const [name, fromPackage] of [
    ["busybox", "busybox-static"] as const,
    ...mount,
    ...chosen.flatMap((each) => Object.entries(each.programs)),
  ]) {
    const path = locateProgram(name);
    if (path === undefined) {
      return notInstalled(name, `install it: apt-get install ${fromPackage}`);
    }
    programs[name] = path;
  }
  const modules = inOrder(kernel, [
    ...always,
    ...disks.modules,
    ...chosen.flatMap((each) => each.modules),
  ]);
  return [
    ...["bin", "dev", "mnt", "modules", "proc", "root", "sys", "tmp"].map(directory),
    ...(await programEntries(programs)),
    ...agentEntries(root),
    ...modules.map((name) => copy(`modules/${name}.ko`, join(kernel.modules ?? "", `${name}.ko`))),
    text("init", initScript(modules, agentCommand(options))),
  ];
}

/** The same agent as on a host; the guest is its namespace. */
function agentCommand(options: Options): readonly string[] {
  const { fs, lower, api } = options;
  const passed = Object.entries({ fs, lower, api }).filter(([, value]) => value !== undefined);
  return [
    "node",
    "--max-semi-space-size=4",
    "--single-threaded-gc",
    `${guestRoot}/dist/harness/agent/main.js`,
    `--adapter=file://${guestRoot}/dist/adapters/vm/guest-adapter.js`,
    ...passed.map(([name, value]) => `--option=${name}=${value}`),
    "--privilege=root",
    "--scratch=/mnt",
  ];
}

/** Each behind those that it needs. What the kernel has built in is not there. */
function inOrder({ needs }: KernelFile, names: readonly string[]): readonly string[] {
  const present = names.filter((name) => needs[name] !== undefined);
  return [...new Set(present.flatMap((name) => [...(needs[name] ?? []), name]))];
}

/** Beyond this size a file is known by its date: reading all of them would take longer than restoring a guest. */
const largest = 1024 * 1024;

/** A digest of what is in the guest. */
export function identityOf(entries: readonly ArchiveEntry[]): string {
  const hash = createHash("sha256");
  for (const { path, mode, data, source } of entries) {
    hash.update(`${path}\0${mode}\0`);
    if (data !== undefined) hash.update(data);
    if (source !== undefined) hash.update(fileIdentity(source));
  }
  return hash.digest("hex");
}

export function fileIdentity(path: string): string | Buffer {
  const { size, mtimeMs } = statSync(path);
  return size > largest ? `${realpathSync(path)} ${size} ${mtimeMs}` : readFileSync(path);
}
