import type { PageData, PageScenario } from "../page-data.ts";
import { type Child, h, link } from "./dom.ts";
import { type ScenarioState, hashOf } from "./state.ts";
import { type Shown, show } from "./subject.ts";
import { timeline } from "./timeline.ts";
import { treeSection } from "./trees.ts";
import { verdictMark } from "./verdict.ts";

export function scenarioScreen(data: PageData, state: ScenarioState): readonly Child[] {
  const shown = show(data, state);
  if (shown === undefined) {
    return [
      h("h1", { tabindex: "-1" }, "No such scenario"),
      h("p", {}, "These results have no scenario ", h("code", {}, state.id), "."),
    ];
  }
  const { scenario, subject } = shown;
  return [
    h("p", { class: "crumb" }, h("code", {}, state.id)),
    h("h1", { tabindex: "-1" }, scenario?.title ?? state.id),
    scenario === undefined ? null : about(scenario),
    subjectTabs(shown),
    findings(shown),
    scenario === undefined
      ? h(
          "p",
          {},
          "The results keep no evidence for this scenario: run it with a report to have it.",
        )
      : [
          layers(scenario),
          subject.transcript === undefined ? null : timeline(shown),
          treeSection(shown),
        ],
  ];
}

function about({ why, cites, peers, bugs, needs }: PageScenario): Child {
  const clauses = cites.map((clause) => [h("code", {}, clause), " "]);
  return [
    why === undefined ? null : h("p", { class: "why" }, why),
    h(
      "dl",
      { class: "facts" },
      h("div", {}, h("dt", {}, "clause"), h("dd", {}, clauses)),
      fact("needs", needs.join(", ")),
      fact("also asserted by", peers.join(", ")),
      fact("seen in", bugs.join(" ")),
    ),
  ];
}

function fact(name: string, value: string): Child {
  return value === "" ? null : h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** Which run is looked at; the others stay beside it in the timeline. */
function subjectTabs({ state, subjects, subject }: Shown): HTMLElement {
  const tabs = subjects.map(({ index, run, result }) => {
    const href = hashOf({ screen: "scenario", id: state.id, run: index, view: state.view });
    const current = index === subject.index ? { "aria-current": "true" } : {};
    return h(
      "li",
      {},
      link(
        href,
        { ...current, "data-key": `run-${index}` },
        run.name,
        " ",
        verdictMark(result.verdict),
      ),
    );
  });
  return h("nav", { "aria-label": "Adapter", class: "tabs" }, h("ul", {}, tabs));
}

function findings({ state, subject, tree }: Shown): HTMLElement {
  const { result, run, transcript } = subject;
  const lines = result.mismatches.map((mismatch) => {
    const where =
      mismatch.where === "outcome" || mismatch.where === "setup" ? tree : mismatch.where;
    const href = hashOf({ ...state, run: subject.index, step: mismatch.step, tree: where });
    return h("li", {}, link(href, {}, mismatch.text));
  });
  const encodings = result.encodings.map(({ text }) =>
    h("li", {}, h("strong", {}, "~ encoding only: "), text),
  );
  return h(
    "section",
    { "aria-labelledby": "findings" },
    h(
      "h2",
      { id: "findings" },
      verdictMark(result.verdict),
      h("small", {}, ` ${run.name}, reference ${run.reference}`),
    ),
    result.reason === null ? null : h("p", {}, result.reason),
    transcript?.setup === undefined ? null : h("p", {}, "Setting up failed: ", transcript.setup),
    h("ol", { class: "findings" }, lines, encodings),
    h(
      "p",
      { class: "replay" },
      h("span", {}, "replay "),
      h("code", {}, result.replay),
      copyButton(result.replay),
    ),
  );
}

/** Without permission to write the clipboard the command is still there to be selected. */
function copyButton(text: string): HTMLElement {
  const button = h("button", { type: "button", "data-key": "copy" }, "copy");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => (button.textContent = "copied"),
      () => (button.textContent = "select and copy"),
    );
  });
  return button;
}

function layers({ layers: all, mount }: PageScenario): HTMLElement {
  const boxes = all.map(({ name, lines }) =>
    h(
      "div",
      { class: "layer" },
      h("h3", {}, name),
      lines.length === 0
        ? h("p", { class: "none" }, "empty")
        : h(
            "ol",
            {},
            lines.map((line) => h("li", {}, h("code", {}, line))),
          ),
    ),
  );
  return h(
    "section",
    { "aria-labelledby": "layers" },
    h("h2", { id: "layers" }, "Layers", h("small", {}, ` topmost first; mount ${mount}`)),
    h("div", { class: "layers" }, boxes),
  );
}
