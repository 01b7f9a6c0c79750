import { print, printMount } from "../../../harness/language/print.ts";
import type { IdentifiedScenario } from "../../../harness/language/scenario.ts";
import { similarTo } from "../../query/similar.ts";
import type { Data } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { facts, note, section } from "./elements.ts";
import { findings } from "./findings.ts";
import { replays } from "./replays.ts";
import { stackSection } from "./stack-picture.ts";
import { type ScenarioState, hashOf, searchFor } from "./state.ts";
import { show } from "./show.ts";
import type { Shown } from "./subject.ts";
import { timeline } from "./timeline.ts";
import { treeSection } from "./trees.ts";
import { verdictMark } from "./verdict.ts";

const mostSimilar = 8;

export async function scenarioScreen(data: Data, state: ScenarioState): Promise<readonly Child[]> {
  const shown = await show(data, state);
  if (shown === undefined) {
    return [
      h("h1", { tabindex: "-1" }, "No such scenario"),
      h("p", {}, "These results have no scenario ", h("code", {}, state.id), "."),
    ];
  }
  const { scenario, subject } = shown;
  return [
    h("p", { class: "crumb" }, h("code", {}, state.id)),
    h("h1", { tabindex: "-1" }, shown.title),
    about(shown),
    subjectTabs(shown),
    findings(shown),
    replays(shown),
    scenario === undefined
      ? h(
          "p",
          {},
          "The results keep no evidence for this scenario: run it with a report to have it.",
        )
      : [
          layers(scenario),
          subject.transcript === undefined
            ? null
            : [timeline(shown), treeSection(shown), stackSection(shown)],
        ],
    similar(data, shown),
  ];
}

function about({ cites, scenario }: Shown): Child {
  const { why, needs = [], peers = [], bugs = [] } = scenario ?? {};
  const clauses = cites.map((clause) => [
    link(searchFor(`clause:${clause}`), {}, h("code", {}, clause)),
    " ",
  ]);
  return [
    why === undefined ? null : h("p", { class: "why" }, why),
    facts([
      ["clause", clauses],
      ...(needs.length === 0 ? [] : [["needs", needs.join(", ")] as const]),
      ...(peers.length === 0 ? [] : [["also asserted by", peers.join(", ")] as const]),
      ...(bugs.length === 0 ? [] : [["seen in", bugs.join(" ")] as const]),
    ]),
  ];
}

/** Which run is looked at; the others stay beside it in the timeline. */
function subjectTabs({ state, subjects, subject }: Shown): HTMLElement {
  const tabs = subjects.map(({ index, name, cell }) => {
    const href = hashOf({ screen: "scenario", id: state.id, run: index, view: state.view });
    const current = index === subject.index ? { "aria-current": "true" } : {};
    const attributes = { ...current, "data-key": `run-${index}` };
    return h("li", {}, link(href, attributes, name, " ", verdictMark(cell.verdict)));
  });
  return h("nav", { "aria-label": "Adapter", class: "tabs" }, h("ul", {}, tabs));
}

function layers({ lowers, upperBefore = [], mount }: IdentifiedScenario): HTMLElement {
  const all = [
    { name: "upper", steps: upperBefore },
    ...lowers.map((steps, index) => ({ name: `lower${index}`, steps })),
  ];
  const boxes = all.map(({ name, steps }) =>
    h(
      "div",
      { class: "layer" },
      h("h3", {}, name),
      steps.length === 0
        ? h("p", { class: "none" }, "empty")
        : h(
            "ol",
            {},
            steps.map((step) => h("li", {}, h("code", {}, print(step)))),
          ),
    ),
  );
  const title = ["Layers", note(`topmost first; mount ${printMount(mount)}`)];
  return section("layers", title, h("div", { class: "layers" }, boxes));
}

function similar({ rows }: Data, { state, subject }: Shown): Child {
  const all = similarTo(state.id, subject.index, rows);
  if (all.length === 0) return null;
  const items = all.slice(0, mostSimilar).map(({ row, shared }) => {
    const href = hashOf({
      screen: "scenario",
      id: row.id,
      run: subject.index,
      view: "differences",
    });
    const cell = row.cells[subject.index];
    return h(
      "li",
      {},
      cell === undefined ? null : verdictMark(cell.verdict),
      " ",
      link(href, { class: "id" }, row.id),
      " ",
      h("span", { class: "none" }, shared.join(", ")),
    );
  });
  const title = ["Similar scenarios", note(`${all.length} with the same cause or clause`)];
  return section("similar", title, h("ul", { class: "similar" }, items));
}
