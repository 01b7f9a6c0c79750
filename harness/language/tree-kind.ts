import { content } from "./content.ts";
import {
  type Kind,
  type Problem,
  boolean,
  integer,
  isRecord,
  list,
  mode,
  optional,
  problem,
  show,
  text,
} from "./kind.ts";
import { type Fields, checkFields, join, recordSchema } from "./record.ts";
import { nodeKinds } from "./tree.ts";

/* The check and the schema of expected trees. */

function mapOf<T>(item: Kind<T>): Kind<Readonly<Record<string, T>>> {
  return {
    schema: { type: "object", additionalProperties: item.schema },
    check: (value, at) =>
      isRecord(value)
        ? Object.entries(value).flatMap(([name, each]) => item.check(each, join(at, name)))
        : problem(at, `expected an object, found ${show(value)}`),
  };
}

const attributes: Fields = {
  mode: optional(mode),
  uid: optional(integer),
  gid: optional(integer),
  nlink: optional(integer),
  mtime: optional(text),
  xattrs: optional(mapOf(content)),
  marks: optional(mapOf(text)),
};

export const nodeKind: Kind<unknown> = {
  schema: { $ref: "#/$defs/node" },
  check: checkNode,
};

const children: Kind<unknown> = mapOf(nodeKind);

const special: Fields = { ...attributes, rdev: optional(list(integer)) };

const fieldsOf: Readonly<Record<string, Fields>> = {
  whiteout: {},
  any: {},
  file: { ...attributes, content },
  dir: { ...attributes, children, others: optional(boolean) },
  symlink: { ...attributes, target: text },
  chr: special,
  blk: special,
  fifo: special,
  socket: special,
};

function checkNode(value: unknown, at: string): Problem[] {
  if (typeof value === "string") return [];
  if (!isRecord(value)) return problem(at, `expected a node of a tree, found ${show(value)}`);
  const { $: kind, ...rest } = value;
  const fields = typeof kind === "string" ? fieldsOf[kind] : undefined;
  return fields === undefined ? children.check(value, at) : checkFields(fields, rest, at);
}

export const nodeSchema = {
  anyOf: [
    { type: "string" },
    ...nodeKinds.map((kind) => {
      const { properties, required, ...rest } = recordSchema(fieldsOf[kind] ?? {}) as {
        properties: object;
        required: string[];
      };
      return {
        ...rest,
        properties: { $: { const: kind }, ...properties },
        required: ["$", ...required],
      };
    }),
    { type: "object", additionalProperties: { $ref: "#/$defs/node" } },
  ],
};
