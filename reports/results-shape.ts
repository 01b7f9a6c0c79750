import {
  type JsonSchema,
  type Kind,
  type Problem,
  boolean,
  integer,
  isRecord,
  list,
  optional,
  problem,
  show,
  word,
} from "../harness/language/kind.ts";
import { record, recordSchema } from "../harness/language/record.ts";
import { verdicts } from "../harness/run/results.ts";
import {
  anyText,
  mapOf,
  nullable,
  number,
  outcomeSchema,
  scenario,
  transcript,
} from "./evidence-shape.ts";

/** The version of the JSON. It rises when an old reader would misunderstand a new document. */
const resultsVersion = 1;

const mismatch = record({
  step: integer,
  where: anyText,
  path: optional(anyText),
  field: optional(anyText),
  expected: anyText,
  observed: anyText,
  against: word(["expectation", "reference", "rule"]),
  rule: optional(anyText),
});

const result = record({
  id: anyText,
  area: anyText,
  verdict: word(verdicts),
  mismatches: list(mismatch),
  encodings: optional(list(mismatch)),
  reason: nullable(anyText),
  fingerprint: optional(anyText),
  durationMs: number,
  judged: number,
  evidence: optional(record({ scenario, transcript, reference: optional(transcript) })),
});

/** It is there, or it is not. */
const yes: Kind<true> = {
  schema: { const: true },
  check: (value, at) => (value === true ? [] : problem(at, `expected true, found ${show(value)}`)),
};

const adapter = record({
  name: anyText,
  version: anyText,
  label: optional(anyText),
  privilege: anyText,
  features: mapOf(boolean),
  lacks: mapOf(anyText),
  options: mapOf(anyText),
  details: optional(mapOf(anyText)),
});

const coverage = record({ of: anyText, all: integer, covered: integer, reasoned: integer });

const fields = {
  schema: { schema: { const: resultsVersion }, check: () => [] },
  suite: record({ version: anyText, revision: anyText, coverage: optional(list(coverage)) }),
  environment: record({ kernel: anyText, user: anyText, node: anyText, arch: anyText }),
  interrupted: optional(yes),
  runs: list(record({ adapter, reference: anyText, results: list(result) })),
};

/** Problems of a document, none where it is results of this version. */
export function checkResults(document: unknown): readonly Problem[] {
  if (!isRecord(document)) return problem("", `expected results, found ${show(document)}`);
  if (document["schema"] === undefined || document["runs"] === undefined) {
    return problem("", 'these are no results: "schema" and "runs" are expected');
  }
  if (document["schema"] !== resultsVersion) {
    const found = show(document["schema"]);
    return problem("schema", `version ${found} is not known; this reader knows ${resultsVersion}`);
  }
  const problems = record(fields).check(document, "");
  return problems.length > 0 ? problems : duplicates(document);
}

function duplicates(document: Record<string, unknown>): Problem[] {
  const runs = document["runs"] as readonly { readonly results: readonly { id: string }[] }[];
  return runs.flatMap(({ results }, run) => {
    const seen = new Set<string>();
    return results.flatMap(({ id }, index) => {
      const twice = seen.has(id);
      seen.add(id);
      return twice
        ? problem(`runs[${run}].results[${index}].id`, `${show(id)} is there twice`)
        : [];
    });
  });
}

/** The JSON Schema (draft 2020-12) of what `serialise` writes, made from the same tables as the check. */
export function resultsSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Results of overlay-conformance",
    ...recordSchema(fields),
    $defs: { outcome: outcomeSchema },
  };
}
