import { bytes } from "../harness/language/content.ts";
import {
  type JsonSchema,
  type Kind,
  type Problem,
  boolean,
  integer,
  isRecord,
  json,
  list,
  optional,
  problem,
  show,
  word,
} from "../harness/language/kind.ts";
import { checkScenario } from "../harness/language/parse.ts";
import { join, record, recordSchema } from "../harness/language/record.ts";
import { scenarioSchema } from "../harness/language/schema.ts";
import { verdicts } from "../harness/run/results.ts";

/** The version of the JSON. It rises when an old reader would misunderstand a new document. */
const resultsVersion = 1;

/** Unlike a scenario's text it may hold NUL: it comes from a subject. */
const anyText: Kind<string> = {
  schema: { type: "string" },
  check: (value, at) =>
    typeof value === "string" ? [] : problem(at, `expected a string, found ${show(value)}`),
};

const number: Kind<number> = {
  schema: { type: "number" },
  check: (value, at) =>
    typeof value === "number" ? [] : problem(at, `expected a number, found ${show(value)}`),
};

function nullable<T>({ schema, check }: Kind<T>): Kind<T | null> {
  return {
    schema: { anyOf: [{ type: "null" }, schema] },
    check: (value, at) => (value === null ? [] : check(value, at)),
  };
}

function mapOf<T>(item: Kind<T>): Kind<Readonly<Record<string, T>>> {
  return {
    schema: { type: "object", additionalProperties: item.schema },
    check: (value, at) =>
      isRecord(value)
        ? Object.entries(value).flatMap(([name, each]) => item.check(each, join(at, name)))
        : problem(at, `expected an object, found ${show(value)}`),
  };
}

const entry = record({
  type: anyText,
  mode: optional(integer),
  uid: optional(integer),
  gid: optional(integer),
  nlink: optional(integer),
  size: optional(integer),
  rdev: optional(list(integer)),
  target: optional(anyText),
  content: optional(bytes),
  xattrs: optional(mapOf(bytes)),
  marks: optional(mapOf(anyText)),
  mtime: optional(anyText),
  atime: optional(anyText),
  inode: optional(anyText),
  listing: optional(list(anyText)),
  dtype: optional(anyText),
  unlisted: optional(boolean),
  error: optional(anyText),
  encoding: optional(anyText),
});

/** An outcome has one of four forms; what a value may be is the op's matter. */
const outcome: Kind<unknown> = {
  schema: { $ref: "#/$defs/outcome" },
  check(value, at) {
    if (!isRecord(value)) return problem(at, `expected an outcome, found ${show(value)}`);
    if (Object.hasOwn(value, "value")) return [];
    if (Object.hasOwn(value, "errno")) return anyText.check(value["errno"], join(at, "errno"));
    if (Object.hasOwn(value, "lack")) return anyText.check(value["lack"], join(at, "lack"));
    return list(list(outcome)).check(value["lanes"], join(at, "lanes"));
  },
};

const outcomeSchema: JsonSchema = {
  anyOf: [
    recordSchema({ value: json }),
    recordSchema({ errno: anyText }),
    recordSchema({ lack: anyText }),
    recordSchema({ lanes: list(list(outcome)) }),
  ],
};

const transcript = record({
  outcomes: list(outcome),
  observations: list(record({ after: integer, trees: mapOf(mapOf(nullable(entry))) })),
  features: mapOf(boolean),
  setup: optional(record({ at: anyText, errno: anyText, message: anyText })),
});

/** The report prints its steps: ops that this version does not know are refused with their place. */
const scenario: Kind<unknown> = { schema: { $ref: "#/$defs/scenario" }, check: checkScenario };

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

const adapter = record({
  name: anyText,
  version: anyText,
  privilege: anyText,
  features: mapOf(boolean),
  lacks: mapOf(anyText),
  options: mapOf(anyText),
  details: optional(mapOf(anyText)),
});

const fields = {
  schema: { schema: { const: resultsVersion }, check: () => [] },
  suite: record({ version: anyText, revision: anyText }),
  environment: record({ kernel: anyText, user: anyText, node: anyText, arch: anyText }),
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
    $defs: { ...(scenarioSchema()["$defs"] as object), outcome: outcomeSchema },
  };
}
