import {
  type Problem,
  boolean,
  integer,
  list,
  optional,
  problem,
  text,
  word,
} from "../language/kind.ts";
import { nearest } from "../language/nearest.ts";
import { type RecordOf, record } from "../language/record.ts";

/*
 * The failures of an adapter that are known: which scenario, in which way it fails, and why. `known-failures.json` in
 * the adapter's folder, one entry a line, so that a line can be deleted by hand.
 */

const knownFailuresVersion = 1;

const condition = record({
  privilege: optional(word(["root", "user namespace", "plain"])),
  /** True for what only a reference tells: where none judges, the scenario passes. */
  reference: optional(boolean),
});

const reason = {
  ...text,
  check: (value: unknown, at: string) =>
    typeof value === "string" && value.trim() !== ""
      ? []
      : problem(at, "expected a reason, found none; say why the subject fails"),
};

const fingerprintText = {
  ...text,
  check: (value: unknown, at: string) =>
    typeof value === "string" && /^([0-9a-f]{12}|hang|crash)$/.test(value)
      ? []
      : problem(at, `expected 12 hex digits, "hang" or "crash", found ${JSON.stringify(value)}`),
};

const entryFields = {
  id: text,
  fingerprint: fingerprintText,
  because: reason,
  link: optional(text),
  /** Where it fails so; everywhere when absent. */
  when: optional(condition),
};

const document = record({ schema: integer, entries: list(record(entryFields)) });

export type KnownFailure = RecordOf<typeof entryFields>;
export type Privilege = NonNullable<NonNullable<KnownFailure["when"]>["privilege"]>;

/** A list of known failures cannot be used; the message names every place. */
export class KnownFailuresError extends Error {
  constructor(source: string, problems: readonly Problem[]) {
    const lines = problems.map(({ at, message }) => `  at ${at || "the top"}: ${message}`);
    super([`Cannot use the known failures of ${source}`, ...lines].join("\n"));
    this.name = "KnownFailuresError";
  }
}

/**
 * @param source names the document in errors
 * @param ids of all scenarios, selected or not
 * @throws KnownFailuresError
 */
export function parseKnownFailures(
  json: string,
  source: string,
  ids: ReadonlySet<string>,
): readonly KnownFailure[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new KnownFailuresError(source, problem("", `not JSON: ${(cause as Error).message}`));
  }
  const problems = checkDocument(value);
  if (problems.length > 0) throw new KnownFailuresError(source, problems);
  const { entries } = value as { readonly entries: readonly KnownFailure[] };
  const found = entries.flatMap((entry, index) => [
    ...checkId(entry, `entries[${index}].id`, ids),
    ...checkDuplicate(entries, index),
  ]);
  if (found.length > 0) throw new KnownFailuresError(source, found);
  return entries;
}

function checkDocument(value: unknown): Problem[] {
  const version = (value as { readonly schema?: unknown } | null)?.schema;
  if (version === undefined || version === knownFailuresVersion) return document.check(value, "");
  const known = `this reader knows ${knownFailuresVersion}`;
  return problem("schema", `version ${JSON.stringify(version)} is not known; ${known}`);
}

function checkId({ id }: KnownFailure, at: string, ids: ReadonlySet<string>): Problem[] {
  if (ids.has(id)) return [];
  return problem(at, `there is no scenario ${JSON.stringify(id)}${nearest(id, [...ids])}`);
}

/** Two entries for one scenario are right only where they cannot both apply. */
function checkDuplicate(entries: readonly KnownFailure[], index: number): Problem[] {
  const entry = entries[index] as KnownFailure;
  const first = entries.findIndex((each) => each.id === entry.id && overlap(each, entry));
  if (first === index) return [];
  return problem(`entries[${index}].id`, `${JSON.stringify(entry.id)} is there twice`);
}

function overlap(a: KnownFailure, b: KnownFailure): boolean {
  const [one, other] = [a.when?.privilege, b.when?.privilege];
  return one === undefined || other === undefined || one === other;
}

/** What of a run an entry may depend on. */
export interface Occasion {
  readonly privilege?: Privilege | undefined;
  /** Whether a reference judged, too. */
  readonly referenced?: boolean;
}

/** Whether the entry speaks of such a run. */
export function applies({ when }: KnownFailure, { privilege, referenced }: Occasion): boolean {
  if (when?.reference === true && referenced !== true) return false;
  return when?.privilege === undefined || when.privilege === privilege;
}

/** The line of the file, without its comma. */
export function printKnownFailure({ id, fingerprint, because, link, when }: KnownFailure): string {
  return JSON.stringify({ id, fingerprint, because, link, when });
}

/** The whole file. */
export function printKnownFailures(entries: readonly KnownFailure[]): string {
  if (entries.length === 0) return `{ "schema": ${knownFailuresVersion}, "entries": [] }\n`;
  const lines = entries.map((entry) => `    ${printKnownFailure(entry)}`);
  return `{\n  "schema": ${knownFailuresVersion},\n  "entries": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
