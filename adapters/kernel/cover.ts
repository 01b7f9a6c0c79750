import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readlinkSync, writeFileSync } from "node:fs";
import { AT_FDCWD, calls } from "../../harness/agent/calls.ts";
import { mountFlags } from "../../harness/agent/mount-constants.ts";
import { unmount } from "../../harness/agent/mounting.ts";
import { system } from "../../harness/agent/syscalls.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import { type Layers, MountFailure } from "../adapter.ts";
import type { Backing } from "./backing.ts";

/* Lowers that are seen through another mount, which changes nothing of what they show. */

const call = {
  open_tree: system("open_tree", "isi"),
  mount_setattr: system("mount_setattr", "isipi"),
  move_mount: system("move_mount", "isisi"),
} as const;

type Cover = (lower: string, layers: Layers, index: number) => number;

const { MS_BIND, MS_REMOUNT, MS_RDONLY } = mountFlags;

/** linux/mount.h and linux/fcntl.h */
const OPEN_TREE_CLONE = 1;
const AT_EMPTY_PATH = 0x1000;
const MOUNT_ATTR_IDMAP = 0x100000n;
const MOVE_MOUNT_F_EMPTY_PATH = 4;

const covers: Readonly<Record<string, { readonly mount: Cover; readonly features: FeatureSet }>> = {
  "read-only": {
    mount: (lower) => {
      const bound = calls.mount(lower, lower, "none", MS_BIND, null);
      if (bound < 0) return bound;
      return calls.mount("none", lower, "none", MS_BIND | MS_REMOUNT | MS_RDONLY, null);
    },
    features: { writable_lowers: false },
  },
  overlay: {
    // Two lowers make an overlay that needs no upper. What marks them is used up by it.
    mount: (lower, layers, index) => {
      const empty = `${layers.root}/beside${index}`;
      mkdirSync(empty);
      const options = Buffer.from(`lowerdir=${lower}:${empty}\0`);
      return calls.mount("overlay", lower, "overlay", 0, options);
    },
    features: { writable_lowers: false, lower_marks: false, samefs: false },
  },
  idmapped: { mount: (lower) => mapIds(lower), features: {} },
};

export const coverNames: readonly string[] = Object.keys(covers);

/** Each lower is covered once it is built. */
export function covered(backing: Backing, name: string): Backing {
  const cover = covers[name];
  if (cover === undefined) throw new Error(`Cannot cover by "${name}"`);
  return {
    ...backing,
    features: { ...backing.features, ...cover.features },
    async seal(layers) {
      await backing.seal(layers);
      if (name === "idmapped") await identity();
      for (const [index, lower] of layers.lowers.entries()) {
        const result = cover.mount(lower, layers, index);
        if (result < 0)
          throw new MountFailure(-result, `covering a lower answered errno ${-result}`);
      }
    },
    release(layers) {
      if (backing.unmounts === "each")
        for (const lower of layers.lowers) while (unmount(lower) === 0);
      backing.release(layers);
    },
  };
}

/** Maps every id to itself: the mount is an idmapped one all the same. */
function mapIds(lower: string): number {
  const tree = call.open_tree(AT_FDCWD, lower, OPEN_TREE_CLONE);
  if (tree < 0) return tree;
  const attributes = Buffer.alloc(32); // struct mount_attr
  attributes.writeBigUInt64LE(MOUNT_ATTR_IDMAP, 0);
  attributes.writeBigUInt64LE(BigInt(userNamespace ?? -1), 24);
  const set = call.mount_setattr(tree, "", AT_EMPTY_PATH, attributes, attributes.length);
  const moved = set < 0 ? set : call.move_mount(tree, "", AT_FDCWD, lower, MOVE_MOUNT_F_EMPTY_PATH);
  closeSync(tree);
  return moved;
}

let userNamespace: number | undefined;

/** A user namespace in which all ids are what they are outside; the process that made it is not needed further. */
async function identity(): Promise<void> {
  if (userNamespace !== undefined) return;
  // The number of a process is another one in the /proc of the machine, when the agent has a namespace of its own.
  const tell = "read pid rest < /proc/self/stat; echo $pid; read end";
  const maker = spawn("unshare", ["--user", "--", "sh", "-c", tell], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const pid = await new Promise<string>((resolve) =>
    maker.stdout.once("data", (b: Buffer) => resolve(b.toString().trim())),
  );
  const proc = `/proc/${pid}`;
  if (readlinkSync(`${proc}/ns/user`) === readlinkSync("/proc/self/ns/user"))
    throw new Error("Cannot make a user namespace");
  for (const map of ["uid_map", "gid_map"]) writeFileSync(`${proc}/${map}`, "0 0 4294967295\n");
  userNamespace = openSync(`${proc}/ns/user`, "r");
  maker.stdin.end();
}
