import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { adapterNames } from "../run/registry.ts";
import { environment } from "./environment.ts";
import { doctorFlags } from "./flags.ts";
import { probe } from "../run/probe.ts";
import { readFlags } from "./usage.ts";

/** Programs that some options need, and the package that brings each. */
const programs: readonly (readonly [program: string, packageName: string, enables: string])[] = [
  ["unshare", "util-linux", "mounted subjects: their private namespaces"],
  ["setpriv", "util-linux", "agents that end with their parent, whatever happens"],
  ["mkfs.ext4", "e2fsprogs", "--adapter-option=fs=ext4"],
  ["mkfs.xfs", "xfsprogs", "--adapter-option=fs=xfs"],
  ["mkfs.btrfs", "btrfs-progs", "--adapter-option=fs=btrfs"],
  ["mkfs.erofs", "erofs-utils", "--adapter-option=lower=erofs"],
  ["mksquashfs", "squashfs-tools", "--adapter-option=lower=squashfs"],
  ["qemu-system-x86_64", "qemu-system-x86 busybox-static", "--adapter=vm"],
  ["chromium", "chromium", "the tests of the HTML report"],
];

/** `doctor`: what this machine can run. Always exits 0: it only tells. */
export async function doctor(args: readonly string[]): Promise<number> {
  readFlags(args, doctorFlags);
  const { kernel, user, node, arch } = environment();
  console.log(`${kernel} ${arch}, node ${node}, ${user}\n`);
  for (const name of adapterNames()) console.log(await diagnose(name));
  console.log("");
  for (const [program, packageName, enables] of programs) {
    const found = onPath(program);
    console.log(`${found ? "yes" : "no "}  ${program}: ${enables}`);
    if (!found) console.log(`     to change that: apt-get install ${packageName}`);
  }
  return 0;
}

async function diagnose(name: string): Promise<string> {
  try {
    const { info } = await probe(name, {}, 10_000);
    const missing = Object.entries(info.features).filter(([, there]) => !there);
    const without = missing.map(([feature]) => feature).join(", ");
    const lacks = Object.keys(info.lacks).length;
    return [
      `yes  --adapter=${name}: ${info.version}, ${info.privilege}`,
      ...(without === "" ? [] : [`     without ${without}`]),
      ...(lacks === 0 ? [] : [`     ${lacks} declared lacks`]),
    ].join("\n");
  } catch (error) {
    return `no   --adapter=${name}: ${(error as Error).message}`;
  }
}

function onPath(program: string): boolean {
  const path = `${process.env["PATH"] ?? ""}${delimiter}/usr/sbin${delimiter}/sbin`;
  return path.split(delimiter).some((directory) => existsSync(join(directory, program)));
}
