import { redVerdicts } from "../../../harness/run/results.ts";
import { countBy } from "../../tally.ts";
import type { PageData, PageResult, PageRun } from "../page-data.ts";
import { areaTable, bar } from "./areas.ts";
import { type Child, h, link } from "./dom.ts";
import { hashOf } from "./state.ts";
import { verdictMark } from "./verdict.ts";

const shownCauses = 12;

export function overview(data: PageData): readonly Child[] {
  return [
    h("h1", { tabindex: "-1" }, "Overview"),
    attention(data),
    ...data.runs.map(runSection),
    environment(data),
  ];
}

/** What a person has to look at, before any number. */
function attention({ runs }: PageData): HTMLElement {
  const items = runs.flatMap((run, index) =>
    run.results
      .filter(({ verdict }) => redVerdicts.includes(verdict))
      .map((result) => h("li", {}, redLine(result, run, index, runs.length > 1))),
  );
  const shown = items.slice(0, shownCauses);
  const more = link(
    hashOf({ screen: "matrix", query: "is:red", all: false }),
    {},
    `all ${items.length} in the matrix`,
  );
  return h(
    "section",
    { "aria-labelledby": "attention" },
    h(
      "h2",
      { id: "attention" },
      items.length === 0 ? "Nothing unexpected" : `Unexpected: ${items.length}`,
    ),
    h("ul", { class: "attention" }, shown),
    items.length > shown.length ? h("p", {}, more) : null,
  );
}

function redLine(result: PageResult, run: PageRun, index: number, several: boolean): Child {
  const href = hashOf({ screen: "scenario", id: result.id, run: index, view: "differences" });
  const who = several ? h("span", { class: "who" }, run.name) : null;
  return [
    h(
      "div",
      { class: "line" },
      verdictMark(result.verdict),
      who,
      link(href, { class: "id" }, result.id),
    ),
    h("div", { class: "cause" }, result.cause),
  ];
}

function runSection(run: PageRun, index: number): HTMLElement {
  const id = `run-${index}`;
  const facts = [["privilege", run.privilege], ["reference", run.reference], ...run.facts];
  return h(
    "section",
    { "aria-labelledby": id },
    h("h2", { id }, run.name, " ", h("small", {}, run.version)),
    h(
      "dl",
      { class: "facts" },
      facts.map(([name = "", value = ""]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    ),
    bar(run),
    h("div", { class: "scroll" }, areaTable(run)),
    skips(run),
    known(run),
    lacks(run),
  );
}

function skips({ results }: PageRun): Child {
  const skipped = results.filter(({ verdict }) => verdict === "skip");
  const reasons = countBy(skipped, ({ reason }) => reason ?? "no reason given");
  return folded(
    `Skipped: ${skipped.length}`,
    reasons.map(([reason, count]) => [String(count), reason]),
  );
}

function known({ results }: PageRun): Child {
  const failures = results.filter(({ verdict }) => verdict === "known-failure");
  const reasons = countBy(failures, ({ reason }) => reason ?? "no reason given");
  return folded(
    `Known failures: ${failures.length}`,
    reasons.map(([reason, count]) => [String(count), reason]),
  );
}

function lacks(run: PageRun): Child {
  const features = run.features.map(([name, has]) => [has ? "✓ has" : "– has not", name] as const);
  return [
    folded(`Lacks: ${run.lacks.length}`, run.lacks),
    folded(`Features probed: ${run.features.length}`, features),
  ];
}

function folded(title: string, rows: readonly (readonly [string, string])[]): Child {
  if (rows.length === 0) return null;
  const lines = rows.map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)),
  );
  return h(
    "details",
    {},
    h("summary", {}, title),
    h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, lines))),
  );
}

function environment({ suite, environment: found }: PageData): HTMLElement {
  const facts = { suite: suite.version, revision: suite.revision, ...found };
  return h(
    "section",
    { "aria-labelledby": "environment" },
    h("h2", { id: "environment" }, "Environment"),
    h(
      "dl",
      { class: "facts" },
      Object.entries(facts).map(([name, value]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, value)),
      ),
    ),
  );
}
