import { type Call, type Step, mapCalls } from "../language/step.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";

/** Some scenarios name thousands of paths. */
const mostPaths = 24;

const whatever = { want: { recorded: true } } as const;

/**
 * A scenario that goes on: what it left open is closed, the layers are mounted again, and everything that it names is
 * changed, removed and made anew. Nobody has written what must come of it: the reference does the same, and judges.
 */
export function handedOver(scenario: IdentifiedScenario): IdentifiedScenario {
  if (scenario.mount === "none") return scenario;
  const { merged: _, upper: __, work: ___, dockerDiff: ____, ...rest } = scenario;
  const steps = [...scenario.steps, ...closed(scenario), { op: "remount", ...whatever } as const];
  return { ...rest, steps: [...steps, ...changes(pathsOf(scenario))] };
}

/** What is open keeps a mount busy. */
function closed({ steps }: IdentifiedScenario): readonly Step[] {
  const open = new Map<string, Step>();
  for (const call of callsOf(steps)) {
    const by = call.by === undefined ? {} : { by: call.by };
    for (const [argument, value] of Object.entries(call)) {
      if (slotArguments.includes(argument) && typeof value === "string")
        open.set(`${call.by} ${value}`, { op: "close", slot: value, ...by, ...whatever });
    }
    if (call.op === "mmap")
      open.set(`${call.by} map ${call.map}`, { op: "munmap", map: call.map, ...by, ...whatever });
    if (call.op === "spawn")
      open.set(`process ${call.process}`, { op: "kill", process: call.process, ...whatever });
  }
  return [...open.values()];
}

const slotArguments: readonly string[] = ["slot", "into", "reader", "writer", "mount"];
const pathArguments: readonly string[] = ["path", "from", "to"];

/** The absolute paths that the calls name, each with what it is below; the deepest first. */
function pathsOf({ lowers, upperBefore, steps }: IdentifiedScenario): readonly string[] {
  const paths = new Set<string>();
  for (const call of callsOf([...lowers.flat(), ...(upperBefore ?? []), ...steps])) {
    for (const [argument, value] of Object.entries(call)) {
      if (pathArguments.includes(argument) && typeof value === "string") addAll(paths, value);
    }
  }
  const depth = (path: string): number => path.split("/").length;
  return [...paths]
    .toSorted()
    .slice(0, mostPaths)
    .toSorted((a, b) => depth(b) - depth(a));
}

function addAll(paths: Set<string>, path: string): void {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (!path.startsWith("/") || parts.includes("..")) return;
  for (let end = 1; end <= parts.length; end += 1) paths.add(`/${parts.slice(0, end).join("/")}`);
}

function changes(deepestFirst: readonly string[]): readonly Step[] {
  const each = (make: (path: string) => Step): readonly Step[] => deepestFirst.map(make);
  return [
    ...each((path) => ({ op: "chmod", path, mode: 0o711, ...whatever })),
    ...each((path) => ({ op: "unlink", path, ...whatever })),
    ...each((path) => ({ op: "rmdir", path, ...whatever })),
    ...each((path) => ({ op: "mkdir", path, mode: 0o755, ...whatever })).toReversed(),
    { op: "remount", ...whatever },
  ];
}

function callsOf(steps: readonly Step[]): readonly Call[] {
  const calls: Call[] = [];
  for (const step of steps) {
    mapCalls(step, (call) => {
      calls.push(call);
      return call;
    });
  }
  return calls;
}
