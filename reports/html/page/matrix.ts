import { foldRows, sortRows } from "../../query/fold.ts";
import { type Row, filterOf, queryKeys, queryStates } from "../../query/match.ts";
import type { Data, PageCell } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { type MatrixState, type State, hashOf } from "./state.ts";
import { verdictMark } from "./verdict.ts";

/** More rows than this are drawn only when asked for. */
const firstRows = 300;

interface Line {
  readonly row: Row;
  /** How many more have the same result. */
  readonly like: readonly Row[];
}

export function matrix(
  data: Data,
  state: MatrixState,
  go: (state: State) => void,
): readonly Child[] {
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
  const draw = (query: string) => place.replaceChildren(...lines(data, { ...state, query }));
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
      chips(state),
      help(),
    ),
    place,
  ];
}

const ready = ["is:red", "is:different", "is:known", "is:skipped"] as const;

function chips(state: MatrixState): HTMLElement {
  const all = ready.map((query) =>
    link(hashOf({ ...state, query }), { class: "chip", "data-key": query }, query),
  );
  const flat = state.flat === true;
  const fold = link(
    hashOf({ ...state, flat: !flat }),
    { class: "chip", "data-key": "flat" },
    flat ? "fold equal rows" : "unfold all rows",
  );
  return h("div", { class: "chips" }, all, fold);
}

function help(): HTMLElement {
  const keys = queryKeys.filter((key) => key !== "is").map((key) => `${key}:`);
  const words = [
    `is:${queryStates.join("|")}`,
    "ADAPTER:VERDICT",
    ...keys,
    '"a phrase"',
    "-not",
    "a | b",
  ];
  return h(
    "details",
    { id: "query-help", class: "hint" },
    h("summary", {}, "what can be asked"),
    h(
      "p",
      {},
      words.map((word) => [h("code", {}, word), " "]),
    ),
  );
}

function lines(data: Data, state: MatrixState): readonly Node[] {
  const filter = filterOf(state.query, data.names);
  const rows = data.rows.filter(filter.matches);
  const all: readonly Line[] =
    state.flat === true
      ? sortRows(rows).map((row) => ({ row, like: [] }))
      : foldRows(rows).map(({ rows: [row, ...like] }) => ({ row, like }));
  const shown = state.all === true ? all : all.slice(0, firstRows);
  const count = `${rows.length} of ${data.rows.length} scenarios in ${all.length} rows, disagreement first`;
  const more = link(
    hashOf({ ...state, all: true }),
    { "data-key": "all" },
    `show all ${all.length} rows`,
  );
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, "scenario"),
    data.names.map((name) => h("th", { scope: "col" }, name)),
  );
  const body = h(
    "tbody",
    {},
    shown.flatMap((line) => linesOf(line, data)),
  );
  return [
    h("p", { role: "status", class: "hint" }, [count, ...filter.unknown].join("; ")),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Scenarios by adapter" },
      h("table", { class: "matrix" }, h("thead", {}, head), body),
    ),
    ...(all.length > shown.length ? [h("p", {}, more)] : []),
  ];
}

/** Folded rows are drawn when somebody opens them. */
function linesOf({ row, like }: Line, data: Data): readonly HTMLElement[] {
  if (like.length === 0) return [lineOf(row, data, null)];
  const button = h(
    "button",
    { type: "button", "aria-expanded": "false", "data-key": `fold ${row.id}`, class: "fold" },
    `and ${like.length} like this`,
  );
  const first = lineOf(row, data, button);
  let open: readonly HTMLElement[] = [];
  button.addEventListener("click", () => {
    const opening = open.length === 0;
    button.setAttribute("aria-expanded", String(opening));
    if (opening) first.after(...(open = like.map((each) => lineOf(each, data, null))));
    else {
      for (const each of open) each.remove();
      open = [];
    }
  });
  return [first];
}

function lineOf({ id, area, cells }: Row, { names }: Data, fold: Child): HTMLElement {
  const name = id.startsWith(`${area}/`) ? id.slice(area.length + 1) : id;
  const label = [h("span", { class: "area" }, `${area}/`), h("wbr"), name];
  const href = hashOf({ screen: "scenario", id, view: "differences" });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, link(href, {}, label), fold),
    names.map((column, run) =>
      h("td", { "data-label": column }, cellOf(id, cells[run] as PageCell | undefined, run)),
    ),
  );
}

function cellOf(id: string, cell: PageCell | undefined, run: number): Child {
  if (cell === undefined) return h("span", { class: "none" }, "not run");
  const href = hashOf({ screen: "scenario", id, run, view: "differences" });
  const cause = cell.causes[0];
  return [
    link(href, { title: cell.cause }, verdictMark(cell.verdict)),
    cause === undefined || cause === cell.verdict ? null : h("span", { class: "why-cell" }, cause),
  ];
}
