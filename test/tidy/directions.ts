import { type Finding, type Source, importsOf, loadsOf } from "./sources.ts";

/** Which way one part of the project looks: what its files may import, and nothing else. */
interface Direction {
  /** Files whose path begins so. */
  readonly from: string;
  /** Files that these may import: a folder with its `/`, or one file. Their own folder is understood. */
  readonly files: readonly string[];
  /** Whether they may import packages, and modules of node. */
  readonly packages: boolean;
  readonly node: boolean;
  readonly instead: string;
}

const language = "harness/language/";
const results = "harness/run/results.ts";

const directions: readonly Direction[] = [
  {
    from: language,
    files: [],
    packages: false,
    node: false,
    instead:
      "The language imports nothing, not even node: what needs a system belongs to the agent.",
  },
  {
    from: "suites/",
    files: [language],
    packages: false,
    node: false,
    instead: "A suite is data: use the constructors of harness/language, or add an op.",
  },
  {
    from: "adapters/",
    files: [language, "harness/agent/", "harness/observe/raw.ts"],
    packages: true,
    node: true,
    instead:
      "An adapter only mounts: judging, running and reporting are done for it by the harness.",
  },
  {
    from: "reports/",
    files: [results, language],
    packages: true,
    node: false,
    instead:
      "A report is a pure function of the results: put what it needs into harness/run/results.ts.",
  },
  {
    from: "harness/judge/",
    files: [language, results],
    packages: false,
    node: true,
    instead: "The judge only compares data: let the agent observe it and the transcript carry it.",
  },
  {
    from: "harness/observe/",
    files: [language, "harness/agent/"],
    packages: true,
    node: true,
    instead: "Observing knows no verdicts: put what it finds into a tree of harness/language.",
  },
  {
    from: "harness/agent/",
    files: [language, "harness/observe/", "adapters/adapter.ts", "adapters/file-system.ts"],
    packages: true,
    node: true,
    instead: "The agent knows adapters by their contract alone, and leaves judging to the harness.",
  },
  {
    from: "harness/run/",
    files: [language, "harness/judge/", "harness/agent/", "adapters/adapter.ts", "suites/index.ts"],
    packages: true,
    node: true,
    instead: "Running gives results: the command line and the reports read them, not the reverse.",
  },
];

export function wrongDirections(source: Source): readonly Finding[] {
  const direction = directions.find(({ from }) => source.path.startsWith(from));
  if (direction === undefined) return [];
  return importsOf(source)
    .filter((target) => !allowed(direction, target))
    .map((target) => `${source.path} imports ${target}. ${direction.instead}`);
}

function allowed({ from, files, packages, node }: Direction, target: string): boolean {
  if (target.startsWith("node:")) return node;
  if (!target.endsWith(".ts")) return packages;
  return [from, ...files].some((each) =>
    each.endsWith("/") ? target.startsWith(each) : target === each,
  );
}

/** System calls go through one place: numbers, structures and errno are its business. */
export function strayKoffi(source: Source): readonly Finding[] {
  const place = /^harness\/agent\/(.*\/)?native\.ts$/.test(source.path);
  return !place && importsOf(source).includes("koffi") ? [`${source.path} imports koffi`] : [];
}

/** Files that load each other, each circle once: which is first is chance. Interfaces may name each other. */
export function circles(sources: readonly Source[]): readonly Finding[] {
  const imports = new Map(sources.map((source) => [source.path, loadsOf(source)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly Finding[] => {
    if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(" -> ")];
    if (done.has(path)) return [];
    const found = (imports.get(path) ?? []).flatMap((next) => visit(next, [...trail, path]));
    done.add(path);
    return found;
  };
  return sources.flatMap(({ path }) => visit(path, []));
}
