import type { Parameter } from "../../harness/agent/mounting.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import type { Layers } from "../adapter.ts";

/* From the options of a scenario to the parameters of a mount. */

const named = [
  "redirect_dir",
  "index",
  "metacopy",
  "nfs_export",
  "xino",
  "uuid",
  "verity",
] as const satisfies readonly (keyof MountSpec)[];

const flags = [
  "userxattr",
  "volatile",
  "default_permissions",
] as const satisfies readonly (keyof MountSpec)[];

export function parametersOf(layers: Layers, mount: MountSpec): readonly Parameter[] {
  return [
    ["lowerdir", lowerdir(layers.lowers, mount.dataOnly ?? 0)],
    ...(mount.upper === false ? [] : upper(layers)),
    ...named.flatMap((name): Parameter[] => {
      const value = mount[name];
      return value === undefined ? [] : [[name, value]];
    }),
    ...flags.flatMap((name): Parameter[] => (mount[name] === true ? [[name]] : [])),
  ];
}

function upper({ upper: upperdir, work }: Layers): readonly Parameter[] {
  return [
    ["upperdir", upperdir],
    ["workdir", work],
  ];
}

/** `:` between ordinary layers, `::` before each data-only one. */
function lowerdir(lowers: readonly string[], dataOnly: number): string {
  const ordinary = lowers.slice(0, lowers.length - dataOnly);
  return [ordinary.join(":"), ...lowers.slice(lowers.length - dataOnly)].join("::");
}
