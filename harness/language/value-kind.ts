import { matcherNames } from "./expectation.ts";
import { type JsonSchema, type Kind, type Problem, isRecord, problem } from "./kind.ts";

/*
 * What may stand in `gives`: the op's own value, with matchers anywhere and records by some of their fields.
 */

/** The schema of an expected value, loosened from that of the op's answer. */
export function expectedSchema(schema: JsonSchema): JsonSchema {
  return { anyOf: [{ $ref: "#/$defs/matcher" }, loosened(schema)] };
}

function loosened(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema["anyOf"])) {
    return { anyOf: (schema["anyOf"] as JsonSchema[]).map(loosened) };
  }
  if (schema["type"] === "array") {
    return { type: "array", items: expectedSchema(schema["items"] as JsonSchema) };
  }
  if (schema["type"] === "object") {
    const properties = schema["properties"] as Record<string, JsonSchema>;
    const loose = Object.entries(properties).map(([name, each]) => [name, expectedSchema(each)]);
    return { type: "object", properties: Object.fromEntries(loose), additionalProperties: false };
  }
  return schema;
}

/** Checks an expected value by trying the op's own kind on it, with matchers and absent fields forgiven. */
export function checkExpected(kind: Kind<unknown>, value: unknown, at: string): Problem[] {
  if (isRecord(value)) {
    const [name, ...more] = Object.keys(value);
    if (name !== undefined && more.length === 0 && name.startsWith("$")) {
      return (matcherNames as readonly string[]).includes(name)
        ? []
        : problem(`${at}.${name}`, `unknown matcher; known are ${matcherNames.join(", ")}`);
    }
  }
  return kind.check(value, at).filter((found) => !forgiven(value, found, at));
}

/** A missing field is what "by some of their fields" allows; a matcher in place of a value fits any kind. */
function forgiven(value: unknown, found: Problem, at: string): boolean {
  if (/^"\w+" is missing$/.test(found.message)) return true;
  const inner = found.at.slice(at.length).match(/\w+/g) ?? [];
  const target = inner.reduce<unknown>(
    (from, name) => (from as Record<string, unknown> | undefined)?.[name],
    value,
  );
  return isRecord(target) && matcherNames.some((name) => Object.hasOwn(target, name));
}
