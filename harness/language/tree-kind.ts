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
import { type Fields, checkFields, join, withConstant } from "./record.ts";
import { nearest } from "./nearest.ts";
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
  if (typeof kind !== "string") return children.check(value, at);
  // Also what a directory with a file named `$` would be, which has to be written with is.dir.
  const fields = Object.hasOwn(fieldsOf, kind) ? fieldsOf[kind] : undefined;
  return fields === undefined
    ? problem(join(at, "$"), `unknown kind of node ${show(kind)}${nearest(kind, nodeKinds)}`)
    : checkFields(fields, rest, at);
}

export const nodeSchema = {
  anyOf: [
    { type: "string" },
    ...nodeKinds.map((kind) => withConstant("$", kind, fieldsOf[kind] ?? {})),
    {
      type: "object",
      properties: { $: { not: { type: "string" } } },
      additionalProperties: { $ref: "#/$defs/node" },
    },
  ],
};
