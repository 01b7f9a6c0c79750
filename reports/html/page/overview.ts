import { type Verdict, redVerdicts } from "../../../harness/run/results.ts";
import { groupCauses } from "../../cause/group.ts";
import { bar, cellsOfRun, passesOf, percent } from "./areas.ts";
import type { Data, PageRow } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { column, facts, note, numbers, section, table } from "./elements.ts";
import { hashOf, searchFor } from "./state.ts";
import { verdictMark } from "./verdict.ts";

const most = 8;
const mostCauses = 20;

export function overview(data: Data): readonly Child[] {
  const { kernel, user, node, arch } = data.environment;
  return [
    h("h1", { tabindex: "-1" }, "Overview"),
    data.interrupted === true
      ? h("p", { class: "warning", role: "status" }, "! Interrupted: what is missing was not run.")
      : null,
    section("adapters", "Adapters", cards(data)),
    attention(data),
    h(
      "div",
      { class: "pair" },
      causes(data),
      section("areas", ["Areas", note("passes of what applies")], areas(data)),
    ),
    section(
      "environment",
      "Environment",
      facts([
        ["suite", `${data.suite.version} ${data.suite.revision}`],
        ["kernel", kernel],
        ["user", user],
        ["node", `${node} ${arch}`],
      ]),
    ),
  ];
}

function cards({ runs, rows }: Data): HTMLElement {
  const items = runs.map(({ name, adapter, reference }, run) => {
    const cells = cellsOfRun(rows, run);
    const { passed, applicable, red } = passesOf(cells);
    return h(
      "li",
      { class: red > 0 ? "card wrong-edge" : "card" },
      h("h3", {}, link(hashOf({ screen: "adapter", run }), { "data-key": `card-${run}` }, name)),
      h("p", { class: "figure" }, h("strong", {}, percent(passed, applicable)), note("pass")),
      h("p", { class: "count" }, `${passed} of ${applicable} that apply`),
      bar(cells),
      red > 0
        ? h(
            "p",
            { class: "wrong" },
            link(searchFor(`${name.includes(" ") ? "is" : name}:red`), {}, `✗ ${red} unexpected`),
          )
        : h("p", { class: "pass" }, "✓ nothing unexpected"),
      h("p", { class: "none" }, `${adapter.version}, ${adapter.privilege}, reference ${reference}`),
    );
  });
  return h("ul", { class: "cards" }, items);
}

/** What a person has to look at, kind by kind. */
const kinds: Readonly<Partial<Record<Verdict, string>>> = {
  error: "harness errors",
  crash: "subjects that ended before their time",
  hang: "steps that did not return",
  fail: "unexpected failures",
  drifted: "known failures that fail in another way",
  fixed: "known failures that pass: delete them from the list",
};

interface Red {
  readonly row: PageRow;
  readonly run: number;
}

function attention(data: Data): HTMLElement {
  const reds = data.rows.flatMap((row) =>
    row.cells.flatMap((cell, run): Red[] =>
      cell !== undefined && redVerdicts.includes(cell.verdict) ? [{ row, run }] : [],
    ),
  );
  const blocks = Object.entries(kinds).flatMap(([verdict, says]) => {
    const own = reds.filter(({ row, run }) => row.cells[run]?.verdict === verdict);
    if (own.length === 0) return [];
    const more = link(searchFor(`verdict:${verdict}`), {}, `all ${own.length} in the matrix`);
    return [
      h("h3", { class: "kind" }, verdictMark(verdict as Verdict), ` ${own.length} ${says}`),
      h(
        "ul",
        { class: "attention" },
        own.slice(0, most).map((red) => h("li", {}, redLine(red, data))),
      ),
      own.length > most ? h("p", {}, more) : null,
    ];
  });
  const title = reds.length === 0 ? "✓ Nothing needs a person" : `Needs a person: ${reds.length}`;
  return section("attention", title, blocks);
}

function redLine({ row, run }: Red, { names }: Data): Child {
  const href = hashOf({ screen: "scenario", id: row.id, run, view: "differences" });
  return [
    h(
      "div",
      { class: "line" },
      link(href, { class: "id" }, row.id),
      names.length > 1 ? h("span", { class: "who" }, names[run] ?? "") : null,
    ),
    h("div", { class: "cause" }, row.cells[run]?.cause ?? ""),
  ];
}

function causes({ rows, names }: Data): Child {
  const all = names.map((_, run) => groupCauses(cellsOfRun(rows, run).map((cell) => cell.causes)));
  const grouped = groupCauses(rows.flatMap(({ cells }) => cells.map((cell) => cell?.causes ?? [])));
  const groups = grouped.toSorted((a, b) => b.all - a.all);
  if (groups.length === 0) return null;
  const lines = groups.slice(0, mostCauses).map(({ name }) => [
    link(searchFor(`cause:"${name}"`), {}, name),
    ...all.map((own) => {
      const group = own.find((each) => each.name === name);
      return group === undefined ? h("span", { class: "none" }, "0") : String(group.all);
    }),
  ]);
  const columns = [column("cause"), ...names.map(numbers)];
  return section(
    "causes",
    ["Mismatches by cause", note("scenarios of each adapter; known failures are counted too")],
    table("Scenarios by cause and adapter", columns, lines),
    groups.length > mostCauses
      ? h("p", { class: "none" }, `and ${groups.length - mostCauses} rarer causes`)
      : null,
  );
}

function areas({ rows, names }: Data): HTMLElement {
  const all = [...new Set(rows.map(({ area }) => area))].toSorted();
  const lines = all.map((area) => {
    const own = rows.filter((row) => row.area === area);
    return [
      link(searchFor(`area:${area}`), {}, area),
      ...names.map((_, run) => {
        const { passed, applicable, red } = passesOf(cellsOfRun(own, run));
        if (applicable === 0) return h("span", { class: "none" }, "– none");
        const mark = passed === applicable ? "✓" : red > 0 ? "✗" : "▣";
        const kind = passed === applicable ? "pass" : red > 0 ? "fail" : "known-failure";
        return h("span", { class: kind }, `${mark} ${passed}/${applicable}`);
      }),
    ];
  });
  return table("Passes by area and adapter", [column("area"), ...names.map(numbers)], lines);
}
