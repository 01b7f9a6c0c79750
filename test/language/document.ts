import { Ajv2020 } from "ajv/dist/2020.js";
import { ScenarioError, parse } from "../../harness/language/parse.ts";
import { languageVersion } from "../../harness/language/version.ts";
import { scenarioSchema } from "../../harness/language/schema.ts";

/** What a reader in another language would check by: the published schema, and a validator that is not ours. */
export const validate = new Ajv2020({ strict: false }).compile(scenarioSchema());

/** A document of one scenario with these fields, right or wrong. */
export function documentOf(fields: Readonly<Record<string, unknown>>): unknown {
  const scenario = { id: "a/b", title: "b", cites: ["x/1"], lowers: [], steps: [], ...fields };
  return { schema: languageVersion, scenario };
}

/** What the reader says of a document that it refuses. */
export function refusal(json: string): string {
  try {
    parse(json, "x.json");
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "accepted";
}
