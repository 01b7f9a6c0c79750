import { verdicts } from "../../../harness/run/results.ts";
import { tally } from "../../tally.ts";
import type { PageResult, PageRun } from "../page-data.ts";
import { type Child, h, link } from "./dom.ts";
import { hashOf } from "./state.ts";
import { verdictCount } from "./verdict.ts";

/** Drawn only; the table below has the numbers. */
export function bar({ results }: PageRun): HTMLElement {
  const counts = tally(results);
  const parts = verdicts.filter((verdict) => counts[verdict] > 0);
  const spans = parts.map((verdict) => {
    const part = h("span", { class: verdict });
    part.style.flexGrow = String(counts[verdict]);
    return part;
  });
  return h("div", { class: "bar", "aria-hidden": "true" }, spans);
}

export function areaTable({ name, results }: PageRun): HTMLElement {
  const counts = tally(results);
  const columns = verdicts.filter((verdict) => verdict === "pass" || counts[verdict] > 0);
  const row = (label: Child, of: readonly PageResult[]) => {
    const own = tally(of);
    const cells = columns.map((verdict) =>
      h("td", { class: "n" }, verdictCount(verdict, own[verdict])),
    );
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      cells,
      h("td", { class: "n" }, String(of.length)),
    );
  };
  const areas = [...new Set(results.map(({ area }) => area))].toSorted();
  return h(
    "table",
    { class: "areas" },
    h("caption", { class: "unseen" }, `Verdicts of ${name} by area`),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "area"),
        columns.map((verdict) => h("th", { scope: "col", class: "n" }, verdict)),
        h("th", { scope: "col", class: "n" }, "all"),
      ),
    ),
    h(
      "tbody",
      {},
      areas.map((area) =>
        row(
          areaLink(area),
          results.filter((result) => result.area === area),
        ),
      ),
    ),
    h("tfoot", {}, row("all", results)),
  );
}

const areaLink = (area: string): HTMLElement =>
  link(hashOf({ screen: "matrix", query: `area:${area}`, all: false }), {}, area);
