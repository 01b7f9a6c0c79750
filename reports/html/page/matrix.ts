import type { PageData, PageResult } from "../page-data.ts";
import { type Child, h, link } from "./dom.ts";
import { type Row, matches, rowsOf } from "./query.ts";
import { type State, hashOf } from "./state.ts";
import { verdictMark } from "./verdict.ts";

/** More rows than this are drawn only when asked for. */
const firstRows = 400;

type MatrixState = State & { readonly screen: "matrix" };

export function matrix(
  data: PageData,
  state: MatrixState,
  go: (state: State) => void,
): readonly Child[] {
  const all = rowsOf(data);
  const box = h("input", {
    id: "query",
    type: "search",
    "data-key": "query",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "is:different area:rename kernel:pass …",
    "aria-describedby": "query-help",
  }) as HTMLInputElement;
  box.value = state.query;
  const place = h("div", { class: "rows" });
  const draw = (query: string) => place.replaceChildren(...table(data, all, { ...state, query }));
  box.addEventListener("input", () => draw(box.value));
  box.addEventListener("change", () => go({ ...state, query: box.value }));
  draw(state.query);
  return [
    h("h1", { tabindex: "-1" }, "Matrix"),
    h(
      "form",
      { role: "search", class: "query" },
      h("label", { for: "query" }, "Filter"),
      box,
      help(),
    ),
    place,
  ];
}

function help(): HTMLElement {
  const words = ["is:red", "is:different", "area:NAME", "ADAPTER:VERDICT", "any words"];
  return h(
    "p",
    { id: "query-help", class: "hint" },
    "understands ",
    words.map((word) => [h("code", {}, word), " "]),
  );
}

function table(data: PageData, all: readonly Row[], state: MatrixState): readonly Node[] {
  const rows = all.filter((row) => matches(row, state.query, data));
  const shown = state.all ? rows : rows.slice(0, firstRows);
  const count = `${rows.length} of ${all.length} scenarios, disagreement first`;
  const more = link(
    hashOf({ ...state, all: true }),
    { "data-key": "all" },
    `show all ${rows.length}`,
  );
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, "scenario"),
    data.runs.map(({ name }) => h("th", { scope: "col" }, name)),
  );
  return [
    h("p", { role: "status", class: "hint" }, count),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Scenarios by adapter" },
      h(
        "table",
        { class: "matrix" },
        h("thead", {}, head),
        h(
          "tbody",
          {},
          shown.map((row) => rowOf(row, data)),
        ),
      ),
    ),
    ...(rows.length > shown.length ? [h("p", {}, more)] : []),
  ];
}

function rowOf({ id, area, cells }: Row, { runs }: PageData): HTMLElement {
  const name = id.startsWith(`${area}/`) ? id.slice(area.length + 1) : id;
  const head = h("th", { scope: "row" }, h("span", { class: "area" }, `${area}/`), h("wbr"), name);
  return h(
    "tr",
    {},
    head,
    runs.map((_, run) => h("td", {}, cellOf(id, cells[run], run))),
  );
}

function cellOf(id: string, cell: PageResult | undefined, run: number): Child {
  if (cell === undefined) return h("span", { class: "none" }, "not run");
  if (cell.transcript === undefined && cell.cause === "") return verdictMark(cell.verdict);
  const href = hashOf({ screen: "scenario", id, run, view: "differences" });
  return link(href, { title: cell.cause }, verdictMark(cell.verdict));
}
