import { type Child, h, link } from "./dom.ts";
import { hashOf } from "./state.ts";
import { type Shown, type Subject, others } from "./subject.ts";

/** The steps one below the other, with what was expected and what each subject answered beside each other. */
export function timeline(shown: Shown): HTMLElement {
  const { scenario, subjects, subject } = shown;
  const columns = [...others(subject, subjects), subject];
  const reference = subject.reference === undefined ? [] : [subject.run.reference];
  const heads = ["step", "", "expected", ...reference, ...columns.map(({ run }) => run.name)];
  const rows = scenario?.steps.map((_, index) => rowOf(index, shown, columns)) ?? [];
  return h(
    "section",
    { "aria-labelledby": "timeline" },
    h(
      "h2",
      { id: "timeline" },
      "Steps",
      h("small", {}, " choose one to see the trees after it; [ and ] go back and forth"),
    ),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        { class: "timeline" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            heads.map((head) => h("th", { scope: "col" }, head)),
          ),
        ),
        h("tbody", {}, start(shown, heads.length), rows),
      ),
    ),
  );
}

function start({ step, state, subject }: Shown, columns: number): HTMLElement {
  const href = hashOf({ ...state, run: subject.index, step: -1 });
  const at = link(href, { "data-key": "step--1" }, "start");
  const attributes = step === -1 ? { "aria-current": "step" } : {};
  return h(
    "tr",
    attributes,
    h("td", {}, at),
    h("td", { colspan: String(columns - 1), class: "none" }, "as mounted"),
  );
}

function rowOf(index: number, shown: Shown, columns: readonly Subject[]): HTMLElement {
  const { state, scenario, subject, step } = shown;
  const { call = "", want = "" } = scenario?.steps[index] ?? {};
  const href = hashOf({ ...state, run: subject.index, step: index });
  const label = { "data-key": `step-${index}`, "aria-label": `trees after step ${index + 1}` };
  const reference = subject.reference;
  return h(
    "tr",
    index === step ? { "aria-current": "step" } : {},
    h("td", {}, link(href, label, String(index + 1))),
    h("td", {}, h("code", {}, call)),
    h("td", { "data-label": "expected" }, h("code", {}, want)),
    reference === undefined
      ? null
      : h(
          "td",
          { "data-label": subject.run.reference },
          h("code", {}, reference.outcomes[index] ?? "no answer"),
        ),
    columns.map((column) => h("td", { "data-label": column.run.name }, answer(column, index))),
  );
}

function answer({ result, transcript }: Subject, index: number): Child {
  const here = result.mismatches.filter(({ step }) => step === index);
  const wrong = here.some(({ where }) => where === "outcome");
  const outcome = transcript?.outcomes[index] ?? "no answer";
  const trees = [...new Set(here.map(({ where }) => where))].filter((where) => where !== "outcome");
  return [
    wrong
      ? h(
          "strong",
          { class: "wrong" },
          h("span", { "aria-hidden": "true" }, "✗ "),
          h("code", {}, outcome),
          h("span", { class: "unseen" }, " differs"),
        )
      : h("code", {}, outcome),
    trees.length === 0
      ? null
      : h("span", { class: "wrong note" }, ` ✗ ${trees.join(", ")} differs from here`),
  ];
}
