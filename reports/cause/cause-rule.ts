import type { Mismatch } from "../../harness/run/results.ts";
import { valuesOf } from "../describe.ts";

/** One way in which an overlay can be wrong, and how it shows. What a pattern leaves out may be anything. */
export interface CauseRule {
  /** What mismatches are grouped by: two or three words; `{expected}` and the like stand for the mismatch's own. */
  readonly cause: string;
  /** The diagnosis: what happened and what follows from it. `{at}` is the tree with the path. */
  readonly says: string;
  readonly where?: RegExp;
  readonly field?: RegExp;
  readonly expected?: RegExp;
  readonly observed?: RegExp;
  readonly rule?: string;
}

/** A mismatch that names no field is of the object itself. */
const whole = { field: "entry" };

const patterns = ["where", "field", "expected", "observed"] as const;

export function fits(rule: CauseRule, mismatch: Mismatch): boolean {
  if (rule.rule !== undefined && rule.rule !== mismatch.rule) return false;
  return patterns.every((name) => rule[name]?.test({ ...whole, ...mismatch }[name]) ?? true);
}

/** Puts what the mismatch says into a text of the rule. */
export function filled(text: string, mismatch: Mismatch): string {
  const { where, path = "", field } = { ...whole, ...mismatch };
  const { expected, observed } = valuesOf(mismatch);
  const values: Readonly<Record<string, string>> = {
    at: where === "outcome" || where === "setup" ? path : `${where}${path}`,
    name: field.replace(/^(marks|xattrs|value)\./, ""),
    where,
    path,
    field,
    expected,
    observed,
  };
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
