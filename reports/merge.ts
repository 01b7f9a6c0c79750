import type { Environment, Results, Run } from "../harness/run/results.ts";
import { ResultsError } from "./results-error.ts";
import { byId, kernelOf, optionsOf } from "./tally.ts";

/**
 * Joins the results of several processes or machines: shards of one run become one run, other adapters, options
 * or kernels become further runs, in the order in which they come.
 * @throws ResultsError where the parts are not of one suite, or contradict each other
 */
export function merge(parts: readonly Results[]): Results {
  const [first] = parts;
  if (first === undefined) throw refusal("there are no results", "");
  for (const [index, part] of parts.entries()) sameSuite(first, part, index);
  const environment = mergeEnvironments(parts);
  const shards = new Map<string, Run[]>();
  for (const run of parts.flatMap((part) =>
    part.runs.map((each) => located(each, part, environment)),
  )) {
    const key = JSON.stringify([run.adapter.name, optionsOf(run), kernelOf(run)]);
    shards.set(key, [...(shards.get(key) ?? []), run]);
  }
  const interrupted = parts.some((part) => part.interrupted === true);
  const { interrupted: _, ...whole } = first;
  return {
    ...whole,
    environment,
    ...(interrupted && { interrupted }),
    runs: [...shards.values()].map(joinShards),
  };
}

function refusal(message: string, at: string): ResultsError {
  return new ResultsError("Cannot merge results", [{ at, message }]);
}

function sameSuite(first: Results, part: Results, index: number): void {
  for (const name of ["version", "revision"] as const) {
    const [wanted, found] = [first.suite[name], part.suite[name]];
    if (wanted !== found) {
      throw refusal(
        `suite ${name} is "${found}", that of the first part "${wanted}"`,
        `part ${index + 1}`,
      );
    }
  }
}

/** Machines of one matrix may differ: then the environment names all, and each run says which was its own. */
function mergeEnvironments(parts: readonly Results[]): Environment {
  const of = (name: keyof Environment) =>
    [...new Set(parts.map(({ environment }) => environment[name]))].toSorted().join(", ");
  return { kernel: of("kernel"), user: of("user"), node: of("node"), arch: of("arch") };
}

function located(run: Run, { environment }: Results, merged: Environment): Run {
  const own = (["kernel", "user", "node", "arch"] as const)
    .filter((name) => environment[name] !== merged[name])
    .map((name) => [`machine ${name}`, environment[name]] as const);
  if (own.length === 0) return run;
  const details = { ...run.adapter.details, ...Object.fromEntries(own) };
  return { ...run, adapter: { ...run.adapter, details } };
}

function joinShards(shards: readonly Run[]): Run {
  const [first, ...others] = shards as [Run, ...Run[]];
  for (const other of others) sameSubject(first, other);
  const results = new Map<string, Run["results"][number]>();
  const contradictions: string[] = [];
  for (const result of shards.flatMap((shard) => shard.results)) {
    const known = results.get(result.id);
    if (known === undefined) results.set(result.id, result);
    else if (known.verdict !== result.verdict) {
      contradictions.push(`${result.id} is ${known.verdict} and ${result.verdict}`);
    }
  }
  if (contradictions.length > 0) {
    const problems = contradictions.map((message) => ({ at: first.adapter.name, message }));
    throw new ResultsError("Cannot merge results: shards contradict each other", problems);
  }
  return { ...first, results: [...results.values()].toSorted(byId) };
}

function sameSubject(first: Run, other: Run): void {
  const [wanted, found] = [identityOf(first), identityOf(other)];
  for (const name of ["version", "privilege", "reference"] as const) {
    if (wanted[name] !== found[name]) {
      const message = `shards of one run differ in ${name}: "${wanted[name]}" and "${found[name]}"`;
      throw refusal(message, first.adapter.name);
    }
  }
}

/** What shards of one run have in common. */
const identityOf = (run: Run) => ({
  version: run.adapter.version,
  privilege: run.adapter.privilege,
  reference: run.reference,
});
