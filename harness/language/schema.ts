import { credentials, place } from "./check.ts";
import { errnoNames } from "./errno.ts";
import { matcherNames } from "./expectation.ts";
import { features } from "./feature.ts";
import { type JsonSchema, slot } from "./kind.ts";
import { languageVersion, scenarioFields } from "./parse.ts";
import { recordSchema } from "./record.ts";
import { type OpName, opNames, specOf } from "./step.ts";
import { nodeSchema } from "./tree-kind.ts";
import { expectedSchema } from "./value-kind.ts";

/** The JSON Schema (draft 2020-12) of the JSON form, made from the same tables as the check. */
export function scenarioSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Scenarios of overlay-conformance",
    type: "object",
    properties: {
      schema: { const: languageVersion },
      scenario: { $ref: "#/$defs/scenario" },
      scenarios: { type: "array", items: { $ref: "#/$defs/scenario" } },
    },
    required: ["schema"],
    oneOf: [{ required: ["scenario"] }, { required: ["scenarios"] }],
    additionalProperties: false,
    $defs: {
      scenario: recordSchema(scenarioFields),
      node: nodeSchema,
      matcher: matcherSchema(),
      steps: { type: "array", items: { $ref: "#/$defs/step" } },
      step: { anyOf: [{ $ref: "#/$defs/concurrently" }, ...opNames.map(opRef)] },
      concurrently: {
        type: "object",
        properties: {
          op: { const: "concurrently" },
          lanes: { type: "array", items: { $ref: "#/$defs/steps" } },
        },
        required: ["op", "lanes"],
        additionalProperties: false,
      },
      ...Object.fromEntries(opNames.map((name) => [`op.${name}`, opSchema(name)])),
    },
  };
}

function opRef(name: OpName): JsonSchema {
  return { $ref: `#/$defs/op.${name}` };
}

function opSchema(name: OpName): JsonSchema {
  const { args, gives } = specOf(name);
  const { properties, required } = recordSchema(args) as { properties: object; required: string[] };
  return {
    type: "object",
    properties: {
      op: { const: name },
      ...properties,
      on: place.schema,
      as: credentials.schema,
      by: slot.schema,
      want: { $ref: `#/$defs/op.${name}/$defs/want` },
    },
    required: ["op", ...required],
    additionalProperties: false,
    $defs: { want: wantSchema(name, gives.schema) },
  };
}

/** An object with exactly these properties, all of them required. */
function only(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function wantSchema(name: OpName, gives: JsonSchema): JsonSchema {
  const again = { $ref: `#/$defs/op.${name}/$defs/want` };
  return {
    anyOf: [
      only({ succeeds: { const: true } }),
      only({ recorded: { const: true } }),
      only({ gives: expectedSchema(gives) }),
      only({ fails: { enum: errnoNames } }),
      only({ oneOf: { type: "array", items: again, minItems: 1 } }),
      only({ when: { enum: features }, then: again, otherwise: again }),
    ],
  };
}

function matcherSchema(): JsonSchema {
  const argument: Readonly<Record<(typeof matcherNames)[number], JsonSchema>> = {
    $same: { type: "string" },
    $differs: { type: "string" },
    $atLeast: { type: "number" },
    $includes: { type: "array" },
    $excludes: { type: "array" },
  };
  return {
    anyOf: matcherNames.map((name) => ({
      type: "object",
      properties: { [name]: argument[name] },
      required: [name],
      additionalProperties: false,
    })),
  };
}
