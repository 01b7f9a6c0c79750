import type { Evidence, Result, Results } from "../../harness/run/results.ts";
import { fixture, kernelRun, renamedId, result, resultsOf, zenfsRun } from "./fixture.ts";

/* A large run, made up: 5,000 scenarios of 12 adapters, each result with its trees. */

const scenarios = 5000;
const adapters = 12;

export function manyResults(): Results {
  const runs = Array.from({ length: adapters }, (_, adapter) => ({
    ...kernelRun,
    adapter: { ...kernelRun.adapter, name: `adapter-${adapter}` },
    results: Array.from({ length: scenarios }, (_, index) => made(index, adapter)),
  }));
  return resultsOf(...runs);
}

const [passing, failing] = [kernelRun, zenfsRun].map((run) =>
  run.results.find(({ id }) => id === renamedId),
) as [Result, Result];

/** Most pass, as most do; each adapter fails some of its own, in its own way. */
function made(index: number, adapter: number): Result {
  const id = `area-${index % 40}/case-${index}`;
  const fails = adapter > 0 && (index * 31 + adapter * 7) % 5 === 0;
  const from = fails ? failing : passing;
  const evidence = from.evidence as Evidence;
  const scenario = { ...evidence.scenario, id, title: `case ${index} of ${fixture.suite.version}` };
  const { transcript } = evidence;
  const trace = `${index} ${fails ? adapter : ""}`;
  const outcomes = [...transcript.outcomes.slice(0, -1), { value: trace }];
  return result(id, fails ? "fail" : "pass", {
    mismatches: from.mismatches,
    evidence: { scenario, transcript: { ...transcript, outcomes } },
  });
}
