import { nearest } from "../language/nearest.ts";
import { allIds, manifest } from "./manifest.ts";

/** What was asked for does not exist, or nothing is left of it. */
export class SelectionError extends Error {
  override readonly name = "SelectionError";
}

/** What a run is about. */
export interface Selection {
  readonly areas: readonly string[];
  /** Absent is all of the areas. */
  readonly ids?: readonly string[];
}

/** @throws SelectionError for what does not exist, and where nothing is left */
export function select(areas: readonly string[], globs: readonly string[]): Selection {
  const known = manifest().areas.map(({ area }) => area);
  for (const area of areas) {
    if (!known.includes(area)) {
      throw new SelectionError(
        `unknown suite "${area}"${nearest(area, known)}; known are ${known.join(", ")}`,
      );
    }
  }
  const within = areas.length === 0 ? known : areas;
  if (globs.length === 0) return { areas: within };
  const ids = globs.flatMap((glob) => matching(glob, within));
  return {
    areas: within.filter((area) => ids.some((id) => id.startsWith(`${area}/`))),
    ids: [...new Set(ids)],
  };
}

function matching(glob: string, areas: readonly string[]): readonly string[] {
  const pattern = new RegExp(`^${glob.split("*").map(escape).join(".*")}$`);
  const all = allIds();
  const found = all.filter(
    (id) => pattern.test(id) && areas.some((area) => id.startsWith(`${area}/`)),
  );
  if (found.length === 0) {
    const hint = glob.includes("*") ? "" : nearest(glob, all);
    throw new SelectionError(`no scenario matches "${glob}"${hint}; --list prints all ids`);
  }
  return found;
}

function escape(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
}

export function idsOf({ areas, ids }: Selection): readonly string[] {
  if (ids !== undefined) return ids;
  return manifest()
    .areas.filter(({ area }) => areas.includes(area))
    .flatMap((each) => each.ids);
}
