import { AT_FDCWD, calls } from "../../harness/agent/calls.ts";
import {
  type Parameter,
  mountByConfig,
  mountByString,
  refusesAtOnce,
  unmount,
} from "../../harness/agent/mounting.ts";
import { idmappedClone } from "../../harness/agent/user-namespace.ts";
import { system } from "../../harness/agent/syscalls.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import { type Layers, MountFailure } from "../adapter.ts";
import { type Mounter, inPlace } from "./mounter.ts";
import { configParametersOf, parametersOf } from "./options.ts";
import { readTrial, withDirectory, writeTrial } from "./trial-file.ts";

const fanotifyInit = system("fanotify_init", "ii");
const fanotifyMark = system("fanotify_mark", "iiiis");
const truncate = system("truncate", "si");

/* What newer kernels can do with layers and options, and what no mount lists of itself. */

export async function layerFeatures(adapter: Mounter): Promise<FeatureSet> {
  return {
    data_only: await dataOnly(adapter, { metacopy: "on" }),
    data_only_alone: await dataOnly(adapter, {}),
    fsync_modes: await accepts(adapter, mountByString, (own) => [...own, ["fsync", "strict"]]),
    layer_by_layer: await accepts(adapter, mountByString, ([, ...own], { lowers }) => [
      ["lowerdir+", lowers[0] ?? ""],
      ...own,
    ]),
    override_creds: await accepts(adapter, mountByConfig, (own) => [...own, ["override_creds"]]),
    layer_descriptors: await byDescriptor(adapter),
    escaped_xattrs: await escapes(adapter),
    idmapped_overlay: await idmaps(adapter),
    verity_alone: await accepts(adapter, mountByString, (own) => [
      ...own,
      ["verity", "on"],
      ["metacopy", "off"],
      ["redirect_dir", "nofollow"],
    ]),
    xwhiteouts: await hidesByMarks(adapter),
    file_ids: await reportsNames(adapter),
    uuid_off: await accepts(adapter, mountByString, (own) => [...own, ["uuid", "off"]]),
    options_checked_at_once: refusesAtOnce("overlay", ["none", "on"]),
    opaque_new_dirs: await marksNewDirectories(adapter),
  };
}

/** Whether a file of the lower that names a file of the data-only layer shows its data. */
async function dataOnly(adapter: Mounter, mount: MountSpec): Promise<boolean> {
  return inPlace(
    adapter,
    async (layers) => {
      const [top = "", below = ""] = layers.lowers;
      const spec = adapter.withNamespace({ ...mount, dataOnly: 1 });
      const prefix = `${adapter.namespace(spec)}.overlay`;
      writeTrial(`${below}/data`, "probe");
      // As large as the data, and without any.
      writeTrial(`${top}/file`, "");
      truncate(`${top}/file`, 5);
      setXattr(`${top}/file`, `${prefix}.metacopy`, "");
      setXattr(`${top}/file`, `${prefix}.redirect`, "/data");
      return mounted(adapter, layers, spec, () => readTrial(`${layers.merged}/file`) === "probe");
    },
    2,
  );
}

/** Whether a private attribute can be set through the mount, and is kept apart from the mount's own. */
async function escapes(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, async (layers) => {
    const spec = adapter.withNamespace({});
    const name = `${adapter.namespace(spec)}.overlay.probe`;
    writeTrial(`${layers.upper}/file`, "probe");
    const set = () => setXattr(`${layers.merged}/file`, name, "1") === 0;
    return mounted(adapter, layers, spec, set);
  });
}

/** Whether the overlay mount itself takes a mapping of ids. */
async function idmaps(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, async (layers) =>
    mounted(adapter, layers, adapter.withNamespace({}), () => {
      const tree = idmappedClone(layers.merged, [{ inside: 0, outside: 1000, count: 10 }]);
      if (tree >= 0) calls.close(tree);
      return tree >= 0;
    }),
  );
}

/** Whether an empty file with a mark hides a name, in a directory that is marked for it. */
async function hidesByMarks(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, async (layers) => {
    const spec = adapter.withNamespace({});
    const prefix = `${adapter.namespace(spec)}.overlay`;
    const directory = `${layers.lowers[0]}/marked`;
    calls.mkdirat(AT_FDCWD, directory, 0o755);
    writeTrial(`${directory}/file`, "");
    setXattr(directory, `${prefix}.opaque`, "x");
    setXattr(`${directory}/file`, `${prefix}.whiteout`, "");
    const shown = () => readTrial(`${layers.merged}/marked/file`) !== undefined;
    return mounted(adapter, layers, spec, () => !shown());
  });
}

/** Whether a directory is marked as opaque though nothing below has its name. */
async function marksNewDirectories(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, async (layers) => {
    const spec = adapter.withNamespace({});
    const name = `${adapter.namespace(spec)}.overlay.opaque`;
    return mounted(adapter, layers, spec, () => {
      calls.mkdirat(AT_FDCWD, `${layers.merged}/new`, 0o755);
      return calls.lgetxattr(`${layers.upper}/new`, name, Buffer.alloc(8), 8) > 0;
    });
  });
}

/** Whether a mark of fanotify on an overlay that has handles can report names: that takes an id of the filesystem. */
async function reportsNames(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, async (layers) =>
    mounted(adapter, layers, { nfs_export: "on", index: "on" }, () => {
      const group = fanotifyInit(0xe00, 0); // FAN_REPORT_FID, _DIR_FID, _NAME
      if (group < 0) return false;
      const result = fanotifyMark(group, 0x101, 0x100, AT_FDCWD, layers.merged); // FAN_CREATE
      calls.close(group);
      return result === 0;
    }),
  );
}

type How = typeof mountByConfig;
type Change = (own: readonly Parameter[], layers: Layers) => readonly Parameter[];

async function accepts(adapter: Mounter, how: How, change: Change): Promise<boolean> {
  return inPlace(adapter, (layers) => {
    const parameters = how === mountByConfig ? configParametersOf : parametersOf;
    const own = parameters(layers, adapter.withNamespace({}));
    if (how("overlay", layers.merged, 0, change(own, layers)) < 0) return false;
    unmount(layers.merged);
    return true;
  });
}

async function byDescriptor(adapter: Mounter): Promise<boolean> {
  return inPlace(adapter, (layers) => {
    const [, ...own] = parametersOf(layers, adapter.withNamespace({}));
    const result = withDirectory(layers.lowers[0] ?? "", (fd) =>
      mountByConfig("overlay", layers.merged, 0, [["lowerdir+", fd], ...own]),
    );
    return result >= 0 && unmount(layers.merged) >= 0;
  });
}

async function mounted(
  adapter: Mounter,
  layers: Layers,
  mount: MountSpec,
  use: () => boolean,
): Promise<boolean> {
  try {
    const subject = await adapter.open(layers, mount);
    const answer = use();
    await subject.close();
    return answer;
  } catch (error) {
    if (error instanceof MountFailure) return false;
    throw error;
  }
}

function setXattr(path: string, name: string, value: string): number {
  return calls.lsetxattr(path, name, Buffer.from(value), value.length, 0);
}
