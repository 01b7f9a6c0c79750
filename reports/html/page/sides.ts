import type { PathDifference } from "../../tree/diff.ts";
import { summaryOf } from "../../tree/fields.ts";
import { h } from "./dom.ts";

export const marks = { appeared: "+", disappeared: "−", changed: "≠", same: "=" } as const;

/** Both complete trees, line by line. */
export function sideBySide(
  all: readonly PathDifference[],
  names: readonly [string, string],
): HTMLElement {
  const side = (name: string, mine: boolean) =>
    h(
      "div",
      {},
      h("h3", {}, name),
      h(
        "ul",
        { class: "tree" },
        all.map((row) => line(row, mine)),
      ),
    );
  return h("div", { class: "sides" }, side(names[0], false), side(names[1], true));
}

function line({ path, change, before, after }: PathDifference, mine: boolean): HTMLElement {
  const entry = mine ? after : before;
  const mark = change === "same" ? " " : marks[change];
  return h(
    "li",
    { class: change },
    h("span", { class: "change" }, mark),
    h("code", {}, path),
    " ",
    entry === undefined
      ? h("span", { class: "none" }, "(absent)")
      : h("code", { class: "summary" }, summaryOf(entry)),
  );
}
