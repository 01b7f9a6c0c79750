import { languageVersion } from "./version.ts";
import { checkSteps } from "./check.ts";
import { features } from "./feature.ts";
import {
  type Kind,
  type Problem,
  boolean,
  integer,
  isRecord,
  list,
  matching,
  optional,
  problem,
  text,
  word,
} from "./kind.ts";
import { checkFields, record } from "./record.ts";
import { ruleNames } from "./rule.ts";
import type { IdentifiedScenario } from "./scenario.ts";
import { nodeKind } from "./tree-kind.ts";

const steps: Kind<unknown> = { schema: { $ref: "#/$defs/steps" }, check: checkSteps };

const onOff = word(["on", "off"]);

export const mountSpec = record({
  redirect_dir: optional(word(["on", "off", "follow", "nofollow"])),
  index: optional(onOff),
  metacopy: optional(onOff),
  nfs_export: optional(onOff),
  xino: optional(word(["on", "off", "auto"])),
  uuid: optional(word(["on", "off", "null", "auto"])),
  verity: optional(word(["on", "off", "require"])),
  userxattr: optional(boolean),
  volatile: optional(boolean),
  default_permissions: optional(boolean),
  upper: optional(boolean),
  readonly: optional(boolean),
  dataOnly: optional(integer),
});

const mount: Kind<unknown> = {
  schema: { anyOf: [{ const: "none" }, mountSpec.schema] },
  check: (value, at) => (value === "none" ? [] : mountSpec.check(value, at)),
};

const change = matching(/^[ACD] \/[^\0]*$/, 'a change such as "C /etc"');

const peer = matching(
  /^[a-z][a-z0-9-]* \S[^\0]*$/,
  'a suite and a test of it, such as "xfstests overlay/003"',
);

const bug = matching(/^https?:\/\/[^\s\0]+$/, "an address that begins with https://");

export const scenarioFields = {
  id: text,
  title: text,
  cites: list(text),
  why: optional(text),
  peers: optional(list(peer)),
  bugs: optional(list(bug)),
  needs: optional(list(word(features))),
  lowers: list(steps),
  upperBefore: optional(steps),
  mount: optional(mount),
  steps,
  observe: optional(word(["each", "end"])),
  merged: optional(nodeKind),
  upper: optional(nodeKind),
  work: optional(nodeKind),
  dockerDiff: optional(list(change)),
  unruly: optional(list(word(ruleNames))),
};

const scenario: Kind<unknown> = { schema: { $ref: "#/$defs/scenario" }, check: checkScenario };

const documentFields = { scenario, scenarios: list(scenario) };

/** The document `{ "schema": 1, "scenario": {…} }` or `{ "schema": 1, "scenarios": […] }` cannot be read. */
export class ScenarioError extends Error {
  readonly problems: readonly Problem[];
  constructor(source: string, problems: readonly Problem[]) {
    const lines = problems
      .slice(0, 5)
      .map(({ at, message }) => `  at ${at || "the top"}: ${message}`);
    const more = problems.length > 5 ? [`  and ${problems.length - 5} more`] : [];
    super([`Cannot read scenarios from ${source}`, ...lines, ...more].join("\n"));
    this.name = "ScenarioError";
    this.problems = problems;
  }
}

export function checkScenario(value: unknown, at: string): Problem[] {
  if (!isRecord(value)) return problem(at, "expected a scenario");
  return checkFields(scenarioFields, value, at);
}

/**
 * The scenarios of a JSON document. `source` names it in errors.
 * @throws ScenarioError with every problem and its place
 */
export function parse(json: string, source: string): readonly IdentifiedScenario[] {
  const document = parseJson(json, source);
  const problems = checkDocument(document);
  if (problems.length > 0) throw new ScenarioError(source, problems);
  const { scenario, scenarios } = document as {
    scenario?: IdentifiedScenario;
    scenarios?: IdentifiedScenario[];
  };
  return scenarios ?? (scenario === undefined ? [] : [scenario]);
}

function parseJson(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ScenarioError(source, problem("", `not JSON: ${(cause as Error).message}`));
  }
}

function checkDocument(document: unknown): Problem[] {
  if (!isRecord(document)) return problem("", 'expected an object with "schema"');
  if (document["schema"] !== languageVersion) {
    const found = JSON.stringify(document["schema"]) ?? "none";
    return problem("schema", `version ${found} is not known; this reader knows ${languageVersion}`);
  }
  const { schema: _, ...rest } = document;
  const name = Object.hasOwn(rest, "scenario") ? "scenario" : "scenarios";
  return [
    ...checkFields({ [name]: documentFields[name] }, rest, ""),
    ...(Array.isArray(rest["scenarios"]) ? duplicates(rest["scenarios"]) : []),
  ];
}

function duplicates(scenarios: readonly unknown[]): Problem[] {
  const seen = new Set<unknown>();
  return scenarios.flatMap((each, index) => {
    const id = isRecord(each) ? each["id"] : undefined;
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return problem(`scenarios[${index}].id`, `id ${JSON.stringify(id)} is there twice`);
  });
}
