import { bytes } from "./content.ts";
import { errnoNames } from "./errno.ts";
import { features } from "./feature.ts";
import type { JsonSchema } from "./kind.ts";
import { entryTypes } from "./ops/directory.ts";
import { protocolVersion } from "./protocol.ts";

/* The JSON Schema of the agent protocol, beside the types of protocol.ts and transcript.ts that it says again. */

const text = { type: "string" };
const integer = { type: "integer" };
const count = { type: "integer", minimum: 0 };
const texts = { type: "array", items: text };
const mapOf = (values: JsonSchema): JsonSchema => ({
  type: "object",
  additionalProperties: values,
});
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });

/** An object of exactly these properties; a name that ends in `?` may be absent. */
function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const named = Object.entries(properties).map(([name, schema]) => ({
    name: name.replace("?", ""),
    needed: !name.endsWith("?"),
    schema,
  }));
  return {
    type: "object",
    properties: Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
    required: named.filter(({ needed }) => needed).map(({ name }) => name),
    additionalProperties: false,
  };
}

const featureSet = { ...mapOf({ type: "boolean" }), propertyNames: { enum: features } };

/** One schema for each message, by its `type`. */
const messages = {
  run: object({
    type: { const: "run" },
    run: count,
    scenario: { $ref: "scenarios.schema.json#/$defs/scenario" },
    observe: { enum: ["each", "end", "never"] },
    "keep?": text,
  }),
  ready: object({
    type: { const: "ready" },
    protocol: { const: protocolVersion },
    name: text,
    version: text,
    features: ref("features"),
    lacks: mapOf(text),
    privilege: { enum: ["root", "user namespace", "plain"] },
    "patience?": { type: "number", minimum: 1 },
    "details?": mapOf(text),
  }),
  unavailable: object({
    type: { const: "unavailable" },
    reason: text,
    remedy: text,
    "program?": text,
  }),
  step: object({ type: { const: "step" }, run: count, step: count, outcome: ref("outcome") }),
  done: object({
    type: { const: "done" },
    run: count,
    observations: { type: "array", items: ref("observation") },
    features: ref("features"),
    "setup?": ref("setup"),
  }),
  fault: object({ type: { const: "fault" }, run: count, message: text }),
};

const entry = object({
  type: { enum: [...entryTypes, "missing"] },
  "mode?": count,
  "uid?": count,
  "gid?": count,
  "nlink?": count,
  "size?": count,
  "rdev?": { type: "array", items: count, minItems: 2, maxItems: 2 },
  "target?": text,
  "content?": ref("bytes"),
  "xattrs?": mapOf(ref("bytes")),
  "marks?": mapOf(text),
  "mtime?": ref("time"),
  "atime?": ref("time"),
  "inode?": text,
  "listing?": texts,
  "dtype?": { enum: entryTypes },
  "unlisted?": { const: true },
  "error?": text,
  "encoding?": text,
});

/** JSON Schema, draft 2020-12. A request's scenario is described by scenarios.schema.json. */
export function protocolSchema(): JsonSchema {
  const names = Object.keys(messages);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "protocol.schema.json",
    title: "The agent protocol of overlay-conformance: one of these a line",
    oneOf: names.map(ref),
    $defs: {
      ...messages,
      outcome: {
        oneOf: [
          object({ value: {} }),
          object({ errno: ref("errno") }),
          object({ lack: text }),
          object({ threw: text }),
          object({ lanes: { type: "array", items: { type: "array", items: ref("outcome") } } }),
        ],
      },
      setup: object({ at: text, errno: ref("errno"), message: text, "lack?": text }),
      observation: object({
        after: { ...integer, minimum: -1 },
        trees: {
          type: "object",
          patternProperties: {
            "^(merged|upper|work|lower[0-9]+)$": mapOf({ anyOf: [entry, { type: "null" }] }),
          },
          additionalProperties: false,
        },
      }),
      features: featureSet,
      errno: { enum: errnoNames },
      bytes: bytes.schema,
      time: { type: "string", pattern: "^(now|-?[0-9]+\\.[0-9]{9})$" },
    },
  };
}
