import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { makeLayers } from "../../harness/agent/layers.ts";
import { bind, unmount, unmountBelow } from "../../harness/agent/mounting.ts";
import { removeTree } from "../../harness/agent/remove.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import { nearest } from "../../harness/language/nearest.ts";
import type { Host, Unavailable } from "../adapter.ts";
import type { Backing } from "./backing.ts";
import { batchedTmpfs } from "./batch.ts";
import { coverNames, covered } from "./cover.ts";
import { type DiskType, diskTypes, makeDisk } from "./disk.ts";
import { type ImageType, imageTypes, sealAsImage } from "./image.ts";

const upperTypes: readonly string[] = ["tmpfs", ...diskTypes];
const lowerTypes: readonly string[] = ["same", "twin", "tmpfs", ...diskTypes, ...imageTypes];

/**
 * `fs` is where upper and work live, `lower` where the lowers do; the default is one tmpfs for all.
 *
 * @param together makes the places where all layers are on the scratch's own tmpfs
 */
export async function openBacking(
  host: Host,
  together: (scratch: string) => Backing = batchedTmpfs,
): Promise<Backing | Unavailable> {
  const { fs = "tmpfs", lower = "same", stack, cover } = host.options;
  const wrong =
    unknownOption(host) ??
    wrongOption("fs", fs, upperTypes) ??
    wrongOption("lower", lower, lowerTypes) ??
    (cover === undefined ? undefined : wrongOption("cover", cover, coverNames)) ??
    (stack === undefined ? undefined : wrongOption("stack", stack, depths));
  if (wrong !== undefined) return wrong;
  const backing = await backingOf(host, fs, lower, together);
  if ("unavailable" in backing) return backing;
  const deep = stack === undefined ? backing : padded(backing, Number(stack));
  if (cover === undefined) return deep;
  if (cover === "idmapped" && host.privilege !== "root") {
    return {
      unavailable: "a user namespace cannot map the ids of a mount",
      remedy: "run as root, or leave the option `cover`",
    };
  }
  return covered(deep, cover);
}

async function backingOf(
  host: Host,
  fs: string,
  lower: string,
  together: (scratch: string) => Backing,
): Promise<Backing | Unavailable> {
  if (host.scratch === undefined)
    throw new Error("Cannot place layers: there is no scratch directory");
  if (fs === "tmpfs" && lower === "same") return together(host.scratch);
  if (fs === "tmpfs" && lower === "twin") {
    return {
      unavailable: "a tmpfs has no UUID that another one could have, too",
      remedy: "choose --adapter-option=fs=ext4",
    };
  }
  const uuid = randomUUID();
  const upper = await filesystem(fs, `${host.scratch}/upper-fs`, host, uuid);
  if (typeof upper !== "string") return upper;
  if (lower === "same") return placed(fs, fs, upper, upper);
  if (isImage(lower)) return sealed(placed(fs, lower, upper, upper), lower, host.scratch);
  // As after a copy of a disk: two filesystems that say that they are the same one.
  const twin = lower === "twin";
  const type = twin ? fs : lower;
  const other = await filesystem(type, `${host.scratch}/lower-fs`, host, twin ? uuid : undefined);
  return typeof other === "string" ? placed(fs, type, upper, other) : other;
}

const optionNames: readonly string[] = ["api", "cover", "fs", "lower", "stack"];
/** The kernel takes 500 lowers at most. */
const depths: readonly string[] = Array.from({ length: 500 }, (_, index) => String(index + 1));

/** An option that nobody reads would be believed to have had its effect. */
function unknownOption({ options }: Host): Unavailable | undefined {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name));
  if (unknown === undefined) return undefined;
  return {
    unavailable: `there is no option "${unknown}"${nearest(unknown, optionNames)}`,
    remedy: `choose among ${optionNames.join(", ")}`,
  };
}

function wrongOption(
  name: string,
  value: string,
  known: readonly string[],
): Unavailable | undefined {
  if (known.includes(value)) return undefined;
  return {
    unavailable: `"${value}" is nothing for the option "${name}"`,
    remedy: `choose one of ${known.join(", ")}`,
  };
}

function isImage(type: string): type is ImageType {
  return (imageTypes as readonly string[]).includes(type);
}

/** A directory on a filesystem of that type: its own disk, or the scratch itself for tmpfs. */
async function filesystem(
  type: string,
  directory: string,
  host: Host,
  uuid?: string,
): Promise<string | Unavailable> {
  mkdirSync(directory, { recursive: true });
  return type === "tmpfs" ? directory : makeDisk(type as DiskType, directory, host, uuid);
}

/** An overlay sets no list on an object whose filesystem could not set one itself: ovl_set_acl. */
const imageFeatures: FeatureSet = {
  exact_times: false,
  writable_lowers: false,
  lower_acls: false,
};

/**
 * It has no ACLs, no list of attributes where no object has one, and no UUID, by which the lowers of one overlay are told
 * apart: ovl_lower_uuid_ok. Its tool makes an object of each name of what is neither file nor directory.
 */
const squashfsFeatures: FeatureSet = {
  acl: false,
  user_xattr: false,
  index_over_lowers: false,
  lower_special_links: false,
};

/** Directories for each scenario, emptied after it. */
export function placed(fs: string, lower: string, upperRoot: string, lowerRoot: string): Backing {
  const same = upperRoot === lowerRoot;
  return {
    upper: fs,
    lower,
    features: {
      samefs: same && !isImage(lower),
      ...(isImage(lower) && imageFeatures),
      ...(lower === "squashfs" && squashfsFeatures),
    },
    unmounts: "each",
    place(name, lowers) {
      const layers = makeLayers(`${upperRoot}/${name}`, lowers);
      if (same) return layers;
      // Steps find the lowers beside upper, whatever filesystem they are on.
      for (const [index, other] of makeLayers(`${lowerRoot}/${name}`, lowers).lowers.entries()) {
        const errno = -bind(other, layers.lowers[index] ?? "");
        if (errno > 0) throw new Error(`Cannot bind ${other}: error ${errno}`);
      }
      return layers;
    },
    seal: async () => undefined,
    release(layers) {
      if (!same) unmountBelow(layers.root);
      removeTree(layers.root);
      if (!same) removeTree(`${lowerRoot}${layers.root.slice(upperRoot.length)}`);
    },
    close: () => undefined,
  };
}

/** Each mount has that many lowers, or more where the scenario does: the others are empty. */
function padded(backing: Backing, depth: number): Backing {
  return {
    ...backing,
    place(name, lowers) {
      const layers = backing.place(name, lowers);
      // Who has no lowers mounts by himself.
      const count = lowers === 0 ? 0 : Math.max(0, depth - lowers);
      const [first = layers.root] = layers.lowers;
      const beside = first.slice(0, first.lastIndexOf("/"));
      const padding = Array.from({ length: count }, (_, index) => `${beside}/p${index}`);
      for (const each of padding) mkdirSync(each);
      return { ...layers, padding };
    },
  };
}

/** Each lower is covered by a read-only image of itself. */
function sealed(backing: Backing, type: ImageType, scratch: string): Backing {
  return {
    ...backing,
    async seal(layers) {
      for (const lower of layers.lowers) await sealAsImage(type, lower, scratch);
    },
    release(layers) {
      for (const lower of layers.lowers) while (unmount(lower) === 0);
      backing.release(layers);
    },
  };
}
