import { byBytes } from "../observe/order.ts";
import type { Path } from "../language/path.ts";
import type { Step } from "../language/step.ts";

/**
 * The times that a layer is given after it was built: one of its own for every object that the ops named, so that a
 * time which is kept can be told from one that was set. Objects whose times the scenario sets keep those.
 *
 * What the ops have moved or removed since is in the list all the same, and not in the layer.
 */
export function stampsOf(
  steps: readonly Step[],
  sec: number,
): readonly (readonly [path: string, time: { readonly sec: number; readonly nsec: number }])[] {
  const timed = new Set(steps.flatMap((step) => (step.op === "utimensat" ? plain(step.path) : [])));
  return ["/", ...new Set(steps.flatMap(named))]
    .toSorted(byBytes)
    .map((path, index) => [path, { sec, nsec: index * 1_000_000 }] as const)
    .filter(([path]) => !timed.has(path));
}

function named(step: Step): readonly string[] {
  switch (step.op) {
    case "open":
      return step.flags.includes("O_CREAT") ? plain(step.path) : [];
    case "mkdir":
    case "mknod":
    case "symlink":
      return plain(step.path);
    case "link":
    case "rename":
      return plain(step.to);
    default:
      return [];
  }
}

/** Layers are built by absolute paths. */
function plain(path: Path): readonly string[] {
  return typeof path === "string" ? [path] : [];
}

/** Seconds since the epoch of the layers, a thousand seconds apart. */
export const stampOf = {
  lower: (index: number): number => 1_000_000_000 + index * 1000,
  upper: 1_000_500_000,
} as const;
