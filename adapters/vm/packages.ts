import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type ArchiveEntry, copy, directory } from "./cpio.ts";
import { guestRoot } from "./init.ts";
import { parentsOf } from "./programs.ts";

/* The agent as it is built here, and the packages that it loads. */

const built = ["harness/agent", "harness/language", "harness/observe", "adapters"];
/** What the agent imports beside itself. */
const packages = ["koffi", "execa"];

/**
 * @param root of the package, with `dist` and `package.json`
 */
export function agentEntries(root: string): readonly ArchiveEntry[] {
  const top = guestRoot.slice(1);
  const files = [
    [join(root, "package.json"), `${top}/package.json`] as const,
    ...built.flatMap((folder) => codeBelow(join(root, "dist", folder), `${top}/dist/${folder}`)),
    ...directoriesOf(packages, join(root, "package.json")).flatMap(([name, from]) =>
      codeBelow(from, `${top}/node_modules/${name}`),
    ),
  ];
  const entries = new Map<string, ArchiveEntry>();
  for (const [from, to] of files) {
    for (const parent of parentsOf(to)) entries.set(parent, directory(parent));
    entries.set(to, copy(to, from));
  }
  return [...entries.values()];
}

type Placed = readonly [from: string, to: string];

/** Types and maps are of no use where nobody reads. */
function codeBelow(from: string, to: string): readonly Placed[] {
  return readdirSync(from, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(c?js|mjs|json|node)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(vendor|doc|src\/.*\.cc)\//.test(path.slice(from.length)))
    .toSorted()
    .map((path): Placed => [path, join(to, relative(from, path))]);
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages by name with their directories, and all that they depend on. What is not for this machine is not there. */
function directoriesOf(names: readonly string[], from: string): readonly Placed[] {
  const found = new Map<string, string>();
  const visit = (name: string, by: string): void => {
    const directory = packageDirectory(name, by);
    if (directory === undefined || found.has(name)) return;
    found.set(name, directory);
    const manifest = join(directory, "package.json");
    const { dependencies, optionalDependencies } = JSON.parse(
      readFileSync(manifest, "utf8"),
    ) as Manifest;
    const needed = { ...dependencies, ...optionalDependencies };
    for (const each of Object.keys(needed)) visit(each, manifest);
  };
  for (const name of names) visit(name, from);
  return [...found];
}

/** Many packages do not export their manifest: so it is looked for, not asked for. */
function packageDirectory(name: string, by: string): string | undefined {
  const folders = createRequire(by).resolve.paths(name) ?? [];
  const places = folders.map((folder) => join(folder, name));
  return places.find((place) => existsSync(join(place, "package.json")));
}
