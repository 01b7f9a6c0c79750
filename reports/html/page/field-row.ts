import type { FieldDifference } from "../../tree/diff.ts";
import { changedBits } from "../../tree/mode.ts";
import { type Child, h } from "./dom.ts";
import type { Shown } from "./subject.ts";

/** One field that differs: its name, whether the judge counted it, and both values with what changed marked. */
export function fieldRow(
  { field, before, after }: FieldDifference,
  path: string,
  shown: Shown,
  names: readonly [string, string],
): readonly Child[] {
  return [
    h("td", {}, h("code", {}, field), judgement(field, path, shown)),
    h("td", { "data-label": names[0] }, value(before, after, field)),
    h("td", { "data-label": names[1] }, value(after, before, field)),
  ];
}

function value(own: string | undefined, other: string | undefined, field: string): Child {
  if (own === undefined) return h("span", { class: "none" }, "(none)");
  const marked = other !== undefined && field === "mode" ? changedBits(own, other) : undefined;
  if (marked === undefined) return h("code", {}, own);
  return h(
    "code",
    {},
    Array.from(own, (character, index) => (marked[index] ? h("mark", {}, character) : character)),
  );
}

/** Not every difference is a fault: times and book-keeping marks differ by rule, and the judge says nothing of them. */
export function judgement(
  field: string | undefined,
  path: string,
  { subject, tree, step }: Shown,
): Child {
  const same = (each: { where: string; path?: string; field?: string; step: number }) =>
    each.where === tree &&
    each.path === path &&
    each.step <= step &&
    (field === undefined || each.field === undefined || each.field === field);
  if (subject.result.mismatches.some(same))
    return h("span", { class: "wrong note" }, " ✗ mismatch");
  if (subject.result.encodings.some(same)) return h("span", { class: "note" }, " ~ encoding");
  return h("span", { class: "note none" }, " ≈ not judged");
}
