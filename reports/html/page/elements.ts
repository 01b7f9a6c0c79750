import { type Child, h } from "./dom.ts";

/* What several screens are made of. */

/** A part of a screen under its heading. */
export function section(id: string, title: Child, ...children: readonly Child[]): HTMLElement {
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), ...children);
}

export const note = (...children: readonly Child[]): HTMLElement =>
  h("small", {}, " ", ...children);

export function facts(all: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  return h(
    "dl",
    { class: "facts" },
    all.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

export interface Column {
  readonly name: string;
  /** Numbers stand to the right. */
  readonly number?: true;
}

/** A table with a heading for each column; the first cell of a row is its heading. On a narrow page rows are blocks. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Child[])[],
  kind = "plain",
): HTMLElement {
  const classOf = ({ number }: Column) => (number === true ? { class: "n" } : {});
  const head = columns.map((column) => h("th", { scope: "col", ...classOf(column) }, column.name));
  const body = rows.map((cells) =>
    h(
      "tr",
      {},
      cells.map((cell, index) => {
        const column = columns[index] ?? { name: "" };
        const attributes = { ...classOf(column), "data-label": column.name };
        return index === 0
          ? h("th", { scope: "row", ...attributes }, cell)
          : h("td", attributes, cell);
      }),
    ),
  );
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { class: kind },
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, body),
    ),
  );
}

/** Nothing where there is nothing to fold. */
export function folded(title: string, count: number, ...children: readonly Child[]): Child {
  return count === 0 ? null : h("details", {}, h("summary", {}, `${title}: ${count}`), ...children);
}

export const column = (name: string): Column => ({ name });
export const numbers = (name: string): Column => ({ name, number: true });
