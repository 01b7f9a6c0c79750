import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import type { Host, Unavailable } from "../adapter.ts";
import { notInstalled } from "../../harness/agent/unavailable.ts";

/** Older kernels mount a filesystem with fs-verity where its blocks are pages only. */
const withVerity = existsSync("/sys/fs/ext4/features/verity") ? ["-b", "4096", "-O", "verity"] : [];
const ext4 = ["mkfs.ext4", "-q", "-F", ...withVerity];

export const diskTypes = ["ext4", "casefold", "xfs", "btrfs"] as const;
export type DiskType = (typeof diskTypes)[number];

interface Recipe {
  readonly make: readonly string[];
  readonly mebibytes: number;
  readonly package: string;
  /** What mount(8) calls it, where that is another name. */
  readonly mountedAs?: string;
}

/**
 * How to make each filesystem, up to its UUID, how large it has to be, and where its program comes from. `casefold` is an
 * ext4 whose directories can be made to fold case.
 */
const recipes: Readonly<Record<DiskType, Recipe>> = {
  ext4: { make: [...ext4, "-U"], mebibytes: 128, package: "e2fsprogs" },
  casefold: {
    make: [...ext4, "-O", "casefold", "-U"],
    mebibytes: 128,
    package: "e2fsprogs",
    mountedAs: "ext4",
  },
  xfs: { make: ["mkfs.xfs", "-q", "-f", "-m"], mebibytes: 320, package: "xfsprogs" },
  btrfs: { make: ["mkfs.btrfs", "-q", "-f", "-U"], mebibytes: 256, package: "btrfs-progs" },
};

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
  const mountedAs = recipe.mountedAs ?? type;
  const command = ["mount", "-t", mountedAs, "-o", "loop", image, directory];
  const mounted = await tool(command, "mount", (failure) => ({
    unavailable: `the kernel mounts no ${type}`,
    remedy: `choose another filesystem for the layers; ${failure}`,
  }));
  return mounted ?? directory;
}

/**
 * Runs a program of the system; what it needs is said where it fails.
 * @param refused says what it means that the program is there and failed
 */
export async function tool(
  [program = "", ...args]: readonly string[],
  fromPackage: string,
  refused: (failure: string) => Unavailable = (failure) => ({
    unavailable: failure,
    remedy: "see the message, or choose another filesystem",
  }),
): Promise<Unavailable | undefined> {
  // Only disks and images need it, and an agent starts often.
  const { execa } = await import("execa");
  const { failed, code, shortMessage, stderr } = await execa(program, args, { reject: false });
  if (!failed) return undefined;
  if (code === "ENOENT") {
    return notInstalled(program, `install it: apt-get install ${fromPackage}`);
  }
  return refused(`"${program}" failed: ${stderr.trim() || shortMessage}`);
}
