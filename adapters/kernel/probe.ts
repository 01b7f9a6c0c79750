import {
  AT_FDCWD,
  AT_HANDLE_CONNECTABLE,
  AT_HANDLE_FID,
  calls,
} from "../../harness/agent/calls.ts";
import { openFlags } from "../../harness/agent/constants.ts";
import { bind, mountByConfig, share, unmount } from "../../harness/agent/mounting.ts";
import { readStatx, statxMask, statxSize } from "../../harness/agent/structs.ts";
import type { Feature, FeatureSet } from "../../harness/language/feature.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import { type Layers, MountFailure, type Unavailable } from "../adapter.ts";
import { layerFeatures } from "./layer-features.ts";
import { type Mounter, inPlace } from "./mounter.ts";
import { configParametersOf } from "./options.ts";

/** Options to try, and the feature that is there if a mount with them shows it. */
const trials: readonly (readonly [Feature, MountSpec])[] = [
  ["writable", {}],
  ["redirect_dir", { redirect_dir: "on" }],
  ["redirect_follow", { redirect_dir: "follow" }],
  ["metacopy", { metacopy: "on" }],
  ["index", { index: "on" }],
  ["nfs_export", { nfs_export: "on" }],
  ["xino", { xino: "on" }],
  ["userxattr", { userxattr: true }],
  ["volatile", { volatile: true }],
  ["uuid", { uuid: "on" }],
  ["verity", { verity: "on" }],
];

/** What mounts of this kernel can do here, each by a real mount that is read back. */
export async function probeFeatures(adapter: Mounter): Promise<FeatureSet | Unavailable> {
  const plain = await inPlace(adapter, (layers) => features(adapter, layers, {}));
  if (plain instanceof MountFailure) return refused(plain);
  const found: Partial<Record<Feature, boolean>> = {};
  for (const [feature, mount] of trials) {
    const shown = await inPlace(adapter, (layers) => features(adapter, layers, mount));
    found[feature] = !(shown instanceof MountFailure) && shown[feature] === true;
  }
  return {
    ...found,
    fsconfig: await inPlace(adapter, (layers) => byConfig(adapter, layers)),
    tmpfile: await inPlace(adapter, (layers) => makesNameless(adapter, layers)),
    origin: await inPlace(adapter, (layers) => keepsOrigin(adapter, layers)),
    ...(await layerFeatures(adapter)),
    file_handle_fid: await inPlace(adapter, (layers) => tellsApart(adapter, layers)),
    shared_mounts: await inPlace(adapter, (layers) => Promise.resolve(shares(layers))),
    connectable_handles: await inPlace(adapter, (layers) => connects(adapter, layers)),
  };
}

async function features(
  adapter: Mounter,
  layers: Layers,
  mount: MountSpec,
): Promise<FeatureSet | MountFailure> {
  try {
    const subject = await adapter.open(layers, mount);
    await subject.close();
    return subject.features;
  } catch (error) {
    if (error instanceof MountFailure) return error;
    throw error;
  }
}

function byConfig(adapter: Mounter, layers: Layers): boolean {
  const parameters = configParametersOf(layers, adapter.withNamespace({}));
  if (mountByConfig("overlay", layers.merged, 0, parameters) < 0) return false;
  unmount(layers.merged);
  return true;
}

/** Whether a copy-up leaves a mark that leads back to the lower object, so that its inode number stays. */
async function keepsOrigin(adapter: Mounter, layers: Layers): Promise<boolean> {
  const { O_WRONLY, O_CREAT, O_CLOEXEC } = openFlags;
  const open = (path: string, how: number) => calls.openat(AT_FDCWD, path, how | O_CLOEXEC, 0o644);
  calls.close(open(`${layers.lowers[0]}/file`, O_WRONLY | O_CREAT));
  const file = `${layers.merged}/file`;
  const subject = await adapter.open(layers, {});
  const before = inodeOf(file);
  calls.close(open(file, O_WRONLY));
  await subject.remount();
  const kept = inodeOf(file) === before;
  await subject.close();
  if (!kept) return false;
  const name = `${adapter.namespace({})}.overlay.origin`;
  return calls.lgetxattr(`${layers.upper}/file`, name, Buffer.alloc(256), 256) > 0;
}

/** Whether objects have handles that only tell them apart, as fanotify reports them, without nfs_export. */
async function tellsApart(adapter: Mounter, layers: Layers): Promise<boolean> {
  const subject = await adapter.open(layers, {});
  const result = encodes(layers.merged, AT_HANDLE_FID);
  await subject.close();
  return result;
}

function shares({ upper, merged }: Layers): boolean {
  if (bind(upper, merged) < 0) return false;
  const shared = share(merged);
  unmount(merged);
  return shared;
}

/** Whether handles can be asked for that lead to a place, and not to an object alone. */
async function connects(adapter: Mounter, layers: Layers): Promise<boolean> {
  try {
    const subject = await adapter.open(layers, { nfs_export: "on" });
    const result = encodes(layers.merged, AT_HANDLE_CONNECTABLE);
    await subject.close();
    return result;
  } catch (error) {
    if (error instanceof MountFailure) return false;
    throw error;
  }
}

function encodes(path: string, flag: number): boolean {
  const handle = Buffer.alloc(8 + 128); // struct file_handle
  handle.writeUInt32LE(128, 0);
  return calls.nameToHandle(AT_FDCWD, path, handle, Buffer.alloc(8), flag) === 0;
}

/** Overlays learned it later than the filesystems below them. */
async function makesNameless(adapter: Mounter, layers: Layers): Promise<boolean> {
  const { O_TMPFILE, O_RDWR, O_CLOEXEC } = openFlags;
  const subject = await adapter.open(layers, {});
  const fd = calls.openat(AT_FDCWD, layers.merged, O_TMPFILE | O_RDWR | O_CLOEXEC, 0o600);
  if (fd >= 0) calls.close(fd);
  await subject.close();
  return fd >= 0;
}

function inodeOf(path: string): string {
  const b = Buffer.alloc(statxSize);
  const result = calls.statx(AT_FDCWD, path, 0, statxMask, b);
  return result < 0 ? `errno ${-result}` : readStatx(b).ino;
}

function refused({ errno, message, lack }: MountFailure): Unavailable {
  if (lack !== undefined) return { unavailable: message, remedy: lack };
  return {
    unavailable: `the kernel refuses a plain overlay mount on these layers: ${message}`,
    remedy:
      errno === 19 // ENODEV
        ? "load the module with `modprobe overlay`, or judge another adapter"
        : "run as root, allow user namespaces (sysctl user.max_user_namespaces), or judge another adapter",
  };
}
