import type { Results } from "../harness/run/results.ts";
import { isRecord } from "../harness/language/kind.ts";
import { depthProblems } from "./depth.ts";
import { ResultsError } from "./results-error.ts";
import { checkResults } from "./results-shape.ts";
import { byId } from "./tally.ts";

/** Names that come first, in this order; the others follow by the alphabet. */
const order =
  "id area verdict reason fingerprint step where path field expected observed " +
  "against rule name version revision privilege title op scenario transcript reference";
const rank = new Map(order.split(" ").map((name, index) => [name, index]));

function compareNames(a: string, b: string): number {
  const apart = (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size);
  return apart || (a < b ? -1 : 1);
}

/** The results as JSON: names in a fixed order, results by id, one on a line, so that two files differ where runs do. */
export function serialise(results: Results): string {
  const { schema, suite, environment, interrupted, runs } = results;
  const head = [
    `"schema": ${schema}`,
    `"suite": ${stable(suite)}`,
    `"environment": ${stable(environment)}`,
    ...(interrupted === undefined ? [] : ['"interrupted": true']),
  ];
  const bodies = runs.map(({ results: each, ...info }) => {
    const lines = each.toSorted(byId).map((result) => `    ${stable(result)}`);
    const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
    return `{\n  "adapter": ${stable(info.adapter)},\n  "reference": ${stable(info.reference)},\n  "results": ${list} }`;
  });
  return `{ ${head.join(",\n  ")},\n  "runs": [${bodies.join(",\n")}] }\n`;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    isRecord(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => compareNames(a, b)))
      : each,
  );
}

/**
 * Reads what `serialise` wrote. `source` names it in errors.
 * @throws ResultsError with every problem and its place
 */
export function readResults(text: string, source: string): Results {
  const document = parseJson(text, source);
  const deep = depthProblems(document);
  const problems = deep.length > 0 ? deep : checkResults(document);
  if (problems.length > 0) throw new ResultsError(`Cannot read results from ${source}`, problems);
  return document as Results;
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ResultsError(`Cannot read results from ${source}`, [jsonProblem(text, message)]);
  }
}

/** The engine names a position, or none where the text ends too early. */
function jsonProblem(text: string, message: string): { at: string; message: string } {
  const position = /at position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? text.length : Number(position);
  const lines = text.slice(0, offset).split("\n");
  const at = `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
  const truncated = offset >= text.trimEnd().length;
  return { at, message: truncated ? "it is not complete: the JSON ends there" : "it is not JSON" };
}
