import { concurrentFields, modifiers } from "./check.ts";
import { errnoNames } from "./errno.ts";
import { features } from "./feature.ts";
import { type JsonSchema, type Kind, optional } from "./kind.ts";
import { scenarioFields } from "./parse.ts";
import { languageVersion } from "./version.ts";
import { recordSchema, withConstant } from "./record.ts";
import { type OpName, opNames, specOf } from "./step.ts";
import { nodeSchema } from "./tree-kind.ts";
import { expected, matcherSchema } from "./value-kind.ts";

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
      matcher: matcherSchema,
      errno: { enum: errnoNames },
      feature: { enum: features },
      ...Object.fromEntries(Object.entries(modifiers).map(([name, kind]) => [name, kind.schema])),
      steps: { type: "array", items: { $ref: "#/$defs/step" } },
      step: { anyOf: [{ $ref: "#/$defs/concurrently" }, { $ref: "#/$defs/call" }] },
      call: { anyOf: opNames.map((name) => reference(`op.${name}`).schema) },
      concurrently: withConstant("op", "concurrently", concurrentFields),
      ...Object.fromEntries(opNames.map((name) => [`op.${name}`, opSchema(name)])),
    },
  };
}

/** A kind by its name in the document: what every op repeats is there once. */
function reference(name: string): Kind<unknown> {
  return { schema: { $ref: `#/$defs/${name}` }, check: () => [] };
}

function opSchema(name: OpName): JsonSchema {
  const { args, gives } = specOf(name);
  const shared = Object.keys(modifiers).map((each) => [each, optional(reference(each))] as const);
  const want = optional(reference(`op.${name}/$defs/want`));
  return {
    ...withConstant("op", name, { ...args, ...Object.fromEntries(shared), want }),
    $defs: { want: wantSchema(name, gives) },
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

function wantSchema(name: OpName, gives: Kind<unknown>): JsonSchema {
  const again = reference(`op.${name}/$defs/want`).schema;
  return {
    anyOf: [
      only({ succeeds: { const: true } }),
      only({ recorded: { const: true } }),
      only({ gives: expected(gives).schema }),
      only({ fails: reference("errno").schema }),
      only({ oneOf: { type: "array", items: again, minItems: 1 } }),
      only({ when: reference("feature").schema, then: again, otherwise: again }),
    ],
  };
}
