import { nearest } from "./nearest.ts";
import { type JsonSchema, type Kind, type Problem, isRecord, problem, show } from "./kind.ts";

export type Fields = Readonly<Record<string, Kind<unknown>>>;

type OptionalNames<F> = {
  [N in keyof F]: F[N] extends { readonly optional: true } ? N : never;
}[keyof F];

/** The object type that a set of fields describes. */
export type RecordOf<F> = {
  readonly [N in Exclude<keyof F, OptionalNames<F>>]: F[N] extends Kind<infer T> ? T : never;
} & {
  readonly [N in OptionalNames<F>]?: F[N] extends Kind<infer T> ? T : never;
};

/** A record of exactly these fields: an unknown name is a problem, because a misspelt one would be ignored. */
export function record<F extends Fields>(fields: F): Kind<RecordOf<F>> {
  return {
    schema: recordSchema(fields),
    fields,
    check: (value, at) =>
      isRecord(value)
        ? checkFields(fields, value, at)
        : problem(at, `expected an object, found ${show(value)}`),
  };
}

export function recordSchema(fields: Fields): JsonSchema {
  const names = Object.keys(fields);
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema])),
    required: names.filter((name) => fields[name]?.optional !== true),
    additionalProperties: false,
  };
}

/** The record that a constant in one field tells from others: `op` of a step, `$` of a node. */
export function withConstant(name: string, constant: string, fields: Fields): JsonSchema {
  return recordSchema({ [name]: { schema: { const: constant }, check: () => [] }, ...fields });
}

export function checkFields(fields: Fields, value: Record<string, unknown>, at: string): Problem[] {
  const known = Object.entries(fields).flatMap(([name, kind]) => {
    if (value[name] !== undefined) return kind.check(value[name], join(at, name));
    return kind.optional ? [] : problem(join(at, name), "is missing");
  });
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(fields, name))
    .flatMap((name) => problem(join(at, name), `unknown name${hint(name, Object.keys(fields))}`));
  return [...known, ...unknown];
}

function hint(name: string, known: readonly string[]): string {
  return nearest(name, known) || `; known are ${known.join(", ")}`;
}

export function join(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
