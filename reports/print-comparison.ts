import type { Result } from "../harness/run/results.ts";
import {
  type Change,
  type Comparison,
  type RunComparison,
  behaves,
  changeKinds,
} from "./compare.ts";
import { causeOf } from "./describe.ts";
import { visible } from "./visible.ts";

/** The comparison as text, the environment first, `unchanged` as a count only. */
export function printComparison({ environment, runs, alone }: Comparison): string {
  const facts = environment.map(
    ({ what, before, after }) => `  ${visible(what)}: ${visible(before)} -> ${visible(after)}`,
  );
  const head = facts.length === 0 ? ["same environment"] : ["environment", ...facts];
  const lonely = [
    ...alone.before.map((name) => `only before: ${visible(name)}`),
    ...alone.after.map((name) => `only after: ${visible(name)}`),
  ];
  return `${[...head, ...lonely, ...runs.flatMap(printRun)].join("\n")}\n`;
}

function printRun({ before, after, changes, unchanged }: RunComparison): readonly string[] {
  const names = before === after ? visible(before) : `${visible(before)} -> ${visible(after)}`;
  const counts = changeKinds.map((kind) => `${changes[kind].length} ${kind}`);
  const lists = changeKinds.flatMap((kind) =>
    changes[kind].length === 0 ? [] : [`  ${kind}`, ...changes[kind].flatMap(printChange)],
  );
  return ["", `${names}: ${counts.join(", ")}, ${unchanged} unchanged`, ...lists];
}

function printChange({ id, before, after }: Change): readonly string[] {
  const line = `    ${visible(id)}: ${verdictOf(before)} -> ${verdictOf(after)}`;
  return [line, ...printCause("was", before), ...printCause("now", after)];
}

function printCause(when: string, result: Result | null): readonly string[] {
  return result === null || behaves(result) ? [] : [`      ${when}: ${causeOf(result)}`];
}

const verdictOf = (result: Result | null): string => result?.verdict ?? "not run";
