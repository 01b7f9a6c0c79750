import type { FieldDifference } from "../../tree/diff.ts";
import { type Judgement, judgementOf } from "../../tree/judgement.ts";
import type { Place } from "../../tree/open-fields.ts";
import { changedPart } from "../../tree/changed-part.ts";
import { changedBits } from "../../tree/mode.ts";
import { type Child, h } from "./dom.ts";
import type { Shown } from "./subject.ts";

/** One field that differs: its name, what the difference counts for, and both values with what changed marked. */
export function fieldRow(
  { field, before, after }: FieldDifference,
  place: Omit<Place, "field" | "tree">,
  shown: Shown,
  names: readonly [string, string],
): readonly Child[] {
  return [
    h("td", {}, h("code", {}, field), judgement({ ...place, field, tree: shown.tree }, shown)),
    h("td", { "data-label": names[0] }, value(before, after, field)),
    h("td", { "data-label": names[1] }, value(after, before, field)),
  ];
}

function value(own: string | undefined, other: string | undefined, field: string): Child {
  if (own === undefined) return h("span", { class: "none" }, "(none)");
  if (other === undefined) return h("code", {}, own);
  if (field !== "mode") {
    const [start, middle, end] = changedPart(own, other);
    return h("code", {}, start, middle === "" ? null : h("mark", {}, middle), end);
  }
  const marked = changedBits(own, other);
  return h(
    "code",
    {},
    Array.from(own, (character, index) => (marked[index] ? h("mark", {}, character) : character)),
  );
}

const symbols: Readonly<Record<Judgement["kind"], string>> = {
  meaning: "✗ meaning",
  encoding: "~ encoding",
  unspecified: "○ unspecified",
  ignored: "≈ ignored",
};

/** Not every difference is a fault; which it is, and by whose word, stands beside it. */
export function judgement(place: Place, { subject, step }: Shown): Child {
  const { kind, why } = judgementOf(place, {
    result: subject,
    lacks: subject.run.adapter.lacks,
    step,
  });
  return [
    h("span", { class: `judgement ${kind === "meaning" ? "wrong" : "none"}` }, symbols[kind]),
    h("span", { class: "none why-cell" }, why),
  ];
}
