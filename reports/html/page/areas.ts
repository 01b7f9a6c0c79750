import { redVerdicts, verdicts } from "../../../harness/run/results.ts";
import { tally } from "../../tally.ts";
import type { PageCell, PageRow } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { searchFor } from "./state.ts";
import { verdictCount } from "./verdict.ts";

/** Drawn only; the table has the numbers. */
export function bar(cells: readonly PageCell[]): HTMLElement {
  const counts = tally(cells);
  const parts = verdicts.filter((verdict) => counts[verdict] > 0);
  const spans = parts.map((verdict) => {
    const part = h("span", { class: verdict });
    part.style.flexGrow = String(counts[verdict]);
    return part;
  });
  return h("div", { class: "bar", "aria-hidden": "true" }, spans);
}

/** The results of one run, those that it has. */
export const cellsOfRun = (rows: readonly PageRow[], run: number): readonly PageCell[] =>
  rows.flatMap(({ cells }) => cells[run] ?? []);

/** Of what the subject can be asked: a skip is not applicable, and says nothing against it. */
export function passesOf(cells: readonly PageCell[]): {
  readonly passed: number;
  readonly applicable: number;
  readonly red: number;
} {
  const applicable = cells.filter(({ verdict }) => verdict !== "skip");
  return {
    passed: applicable.filter(({ verdict }) => verdict === "pass" || verdict === "fixed").length,
    applicable: applicable.length,
    red: applicable.filter(({ verdict }) => redVerdicts.includes(verdict)).length,
  };
}

/** Rounded down: only what passes wholly is 100 %. */
export const percent = (passed: number, applicable: number): string =>
  applicable === 0 ? "–" : `${Math.floor((passed / applicable) * 1000) / 10} %`;

export function areaTable(name: string, rows: readonly PageRow[], run: number): HTMLElement {
  const all = cellsOfRun(rows, run);
  const counts = tally(all);
  const columns = verdicts.filter((verdict) => verdict === "pass" || counts[verdict] > 0);
  const lineOf = (label: Child, cells: readonly PageCell[]) => {
    const own = tally(cells);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      columns.map((verdict) => h("td", { class: "n" }, verdictCount(verdict, own[verdict]))),
      h("td", { class: "n" }, String(cells.length)),
    );
  };
  const areas = [...new Set(rows.map(({ area }) => area))].toSorted();
  const heads = [...columns, "all"].map((head) => h("th", { scope: "col", class: "n" }, head));
  return h(
    "table",
    { class: "areas" },
    h("caption", { class: "unseen" }, `Verdicts of ${name} by area`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "area"), heads)),
    h(
      "tbody",
      {},
      areas.map((area) => {
        const own = rows.filter((row) => row.area === area);
        const label = link(searchFor(`area:${area}`), {}, area);
        return lineOf(label, cellsOfRun(own, run));
      }),
    ),
    h("tfoot", {}, lineOf("all", all)),
  );
}
