import { errnoNames } from "./errno.ts";
import { expectationNames } from "./expectation.ts";
import { features } from "./feature.ts";
import { capabilityNames } from "./flags.ts";
import {
  type Kind,
  type Problem,
  integer,
  isRecord,
  list,
  optional,
  problem,
  show,
  slot,
  word,
} from "./kind.ts";
import { checkFields, join, record } from "./record.ts";
import { opNames, specOf, type OpName } from "./step.ts";
import { nearest } from "./nearest.ts";
import { expected } from "./value-kind.ts";

/* The check of one step, by the table of the ops. */

export const place: Kind<string> = {
  schema: { type: "string", pattern: "^(merged|upper|work|root|lower[0-9]+)$" },
  check: (value, at) =>
    typeof value === "string" && /^(merged|upper|work|root|lower\d+)$/.test(value)
      ? []
      : problem(at, `expected a place (merged, upper, work, root, lower0 …), found ${show(value)}`),
};

export const credentials = record({
  uid: integer,
  gid: integer,
  groups: optional(list(integer)),
  caps: optional(list(word(capabilityNames))),
});

export const modifiers = {
  on: optional(place),
  as: optional(credentials),
  by: optional(slot),
};

export function checkSteps(value: unknown, at: string): Problem[] {
  if (!Array.isArray(value)) return problem(at, `expected an array of steps, found ${show(value)}`);
  return value.flatMap((step, index) => checkStep(step, `${at}[${index}]`));
}

function checkStep(value: unknown, at: string): Problem[] {
  if (!isRecord(value)) return problem(at, `expected a step, found ${show(value)}`);
  if (value["op"] === "concurrently") return checkLanes(value, at);
  const name = value["op"];
  if (typeof name !== "string" || !(opNames as readonly string[]).includes(name)) {
    return problem(join(at, "op"), `unknown op ${show(name)}${nearest(name, opNames)}`);
  }
  const spec = specOf(name as OpName);
  const { op: _, want, ...args } = value;
  return [
    ...checkFields({ ...spec.args, ...modifiers }, args, at),
    ...(want === undefined ? [] : checkExpectation(spec.gives, want, join(at, "want"))),
  ];
}

const lane: Kind<unknown> = {
  schema: { type: "array", items: { $ref: "#/$defs/call" } },
  check: (value, at) =>
    Array.isArray(value) && value.some((step) => isRecord(step) && step["op"] === "concurrently")
      ? problem(at, "lanes cannot hold lanes")
      : checkSteps(value, at),
};

export const concurrentFields = { lanes: list(lane) };

function checkLanes(value: Record<string, unknown>, at: string): Problem[] {
  const { op: _, ...fields } = value;
  return checkFields(concurrentFields, fields, at);
}

function checkExpectation(gives: Kind<unknown>, want: unknown, at: string): Problem[] {
  if (!isRecord(want)) return problem(at, `expected an expectation, found ${show(want)}`);
  const name = expectationNames.find((each) => Object.hasOwn(want, each));
  const again = (value: unknown, part: string): Problem[] =>
    checkExpectation(gives, value, join(at, part));
  switch (name) {
    case "gives":
      return [
        ...expected(gives).check(want["gives"], join(at, "gives")),
        ...only(want, ["gives"], at),
      ];
    case "fails":
      return checkFields({ fails: word(errnoNames) }, want, at);
    case "oneOf":
      return Array.isArray(want["oneOf"]) && want["oneOf"].length > 0
        ? want["oneOf"].flatMap((each, index) => again(each, `oneOf[${index}]`))
        : problem(join(at, "oneOf"), "expected an array of expectations");
    case "when":
      return [
        ...word(features).check(want["when"], join(at, "when")),
        ...again(want["then"], "then"),
        ...again(want["otherwise"], "otherwise"),
        ...only(want, ["when", "then", "otherwise"], at),
      ];
    case "succeeds":
    case "recorded":
      return want[name] === true
        ? only(want, [name], at)
        : problem(join(at, name), `expected true, found ${show(want[name])}`);
    default:
      return problem(at, `expected one of ${expectationNames.join(", ")}, found ${show(want)}`);
  }
}

function only(value: Record<string, unknown>, names: readonly string[], at: string): Problem[] {
  return Object.keys(value)
    .filter((name) => !names.includes(name))
    .flatMap((name) => problem(join(at, name), "unknown name"));
}
