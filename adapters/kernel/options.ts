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
    ["lowerdir", lowerdir(stackOf(layers), mount.dataOnly ?? 0)],
    ...(mount.upper === false ? [] : upper(layers)),
    ...named.flatMap((name): Parameter[] => {
      const value = mount[name];
      return value === undefined ? [] : [[name, value]];
    }),
    ...flags.flatMap((name): Parameter[] => (mount[name] === true ? [[name]] : [])),
  ];
}

/** What fsconfig(2) takes at most for one string; longer lists of layers go layer by layer. */
const longestString = 255;

/** The same mount for fsconfig: `lowerdir+` and `datadir+`, known since Linux 6.8, where `lowerdir` would be too long. */
export function configParametersOf(layers: Layers, mount: MountSpec): readonly Parameter[] {
  const parameters = parametersOf(layers, mount);
  const lowers = stackOf(layers);
  if (lowerdir(lowers, mount.dataOnly ?? 0).length <= longestString) return parameters;
  const ordinary = lowers.length - (mount.dataOnly ?? 0);
  const one = (lower: string, index: number): Parameter => [
    index < ordinary ? "lowerdir+" : "datadir+",
    lower,
  ];
  return [...lowers.map(one), ...parameters.slice(1)];
}

/** Below the topmost lower, which upper is tied to. */
const stackOf = ({ lowers: [top, ...lowers], padding = [] }: Layers): readonly string[] =>
  top === undefined ? padding : [top, ...padding, ...lowers];

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
