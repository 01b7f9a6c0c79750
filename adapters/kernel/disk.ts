import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import type { Host, Unavailable } from "../adapter.ts";

/** Older kernels mount a filesystem with fs-verity where its blocks are pages only. */
const withVerity = existsSync("/sys/fs/ext4/features/verity") ? ["-b", "4096", "-O", "verity"] : [];
const ext4 = ["mkfs.ext4", "-q", "-F", ...withVerity];

/**
 * How to make each filesystem, up to its UUID, how large it has to be, and where its program comes from. `casefold` is an
 * ext4 whose directories can be made to fold case.
 */
const recipes = {
  ext4: { make: [...ext4, "-U"], mebibytes: 128, package: "e2fsprogs" },
  casefold: {
    make: [...ext4, "-O", "casefold", "-U"],
    mebibytes: 128,
    package: "e2fsprogs",
  },
  xfs: { make: ["mkfs.xfs", "-q", "-f", "-m"], mebibytes: 320, package: "xfsprogs" },
  btrfs: { make: ["mkfs.btrfs", "-q", "-f", "-U"], mebibytes: 256, package: "btrfs-progs" },
} as const;

export type DiskType = keyof typeof recipes;
export const diskTypes = Object.keys(recipes) as readonly DiskType[];

/**
 * Mounts a new filesystem at `directory`, from a sparse image in the agent's scratch. mount(8) sets the loop device
 * to detach by itself, so that it goes with the mount, and the mount goes with the agent's namespace.
 */
export async function makeDisk(
  type: DiskType,
  directory: string,
  host: Host,
  uuid: string = randomUUID(),
): Promise<string | Unavailable> {
  if (host.privilege !== "root") {
    return {
      unavailable: `a user namespace cannot mount ${type}`,
      remedy: "run as root, or leave the option `fs` at tmpfs",
    };
  }
  const recipe = recipes[type];
  const image = `${directory}.img`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(image, "");
  truncateSync(image, recipe.mebibytes * 1024 * 1024);
  const id = type === "xfs" ? `uuid=${uuid}` : uuid;
  const made = await tool([...recipe.make, id, image], recipe.package);
  if (made !== undefined) return made;
  const isExt4 = type === "ext4" || type === "casefold";
  const command = ["mount", "-t", isExt4 ? "ext4" : type, "-o", "loop", image, directory];
  const mounted = await tool(command, "mount");
  if (mounted === undefined) return directory;
  const { unavailable, remedy } = mounted;
  if (unavailable.includes("is not installed")) return { unavailable, remedy };
  return {
    unavailable: `the kernel mounts no ${type}`,
    remedy: `choose another filesystem for the layers; ${unavailable}`,
  };
}

/** Runs a program of the system; what it needs is said where it fails. */
export async function tool(
  [program = "", ...args]: readonly string[],
  fromPackage: string,
): Promise<Unavailable | undefined> {
  // Only disks and images need it, and an agent starts often.
  const { execa } = await import("execa");
  const { failed, code, shortMessage, stderr } = await execa(program, args, { reject: false });
  if (!failed) return undefined;
  if (code === "ENOENT") {
    return {
      unavailable: `"${program}" is not installed`,
      remedy: `install it: apt-get install ${fromPackage}`,
    };
  }
  return {
    unavailable: `"${program}" failed: ${stderr.trim() || shortMessage}`,
    remedy: "see the message, or choose another filesystem",
  };
}
