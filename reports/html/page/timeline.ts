import { printOutcome } from "../../../harness/language/print.ts";
import type { Step } from "../../../harness/language/step.ts";
import type { Outcome } from "../../../harness/language/transcript.ts";
import { callOf, wantOf } from "../../describe.ts";
import { type Child, h, link } from "./dom.ts";
import { note, section } from "./elements.ts";
import { otherRuns } from "./others.ts";
import { hashOf } from "./state.ts";
import type { Shown, Subject } from "./subject.ts";

/** The steps one below the other, with what was expected and what each subject answered beside each other. */
export function timeline(shown: Shown): HTMLElement {
  const { scenario, subjects, subject } = shown;
  const columns = [...otherRuns(subject, subjects), subject];
  const reference = subject.reference === undefined ? [] : [subject.run.reference];
  const heads = ["step", "call", "expected", ...reference, ...columns.map(({ name }) => name)];
  const rows = scenario?.steps.map((step, index) => rowOf(step, index, shown, columns)) ?? [];
  const head = heads.map((each) => h("th", { scope: "col" }, each));
  return section(
    "timeline",
    ["Steps", note("choose one to see the trees after it; [ and ] go back and forth")],
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Steps" },
      h(
        "table",
        { class: "timeline" },
        h("thead", {}, h("tr", {}, head)),
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

function rowOf(step: Step, index: number, shown: Shown, columns: readonly Subject[]): HTMLElement {
  const { state, subject } = shown;
  const href = hashOf({ ...state, run: subject.index, step: index });
  const label = { "data-key": `step-${index}`, "aria-label": `trees after step ${index + 1}` };
  const { reference } = subject;
  return h(
    "tr",
    index === shown.step ? { "aria-current": "step" } : {},
    h("td", {}, link(href, label, String(index + 1))),
    h("td", {}, h("code", {}, callOf(step))),
    h("td", { "data-label": "expected" }, h("code", {}, wantOf(step))),
    reference === undefined
      ? null
      : h(
          "td",
          { "data-label": subject.run.reference },
          h("code", {}, printed(reference.outcomes[index], step)),
        ),
    columns.map((column) => h("td", { "data-label": column.name }, answer(column, step, index))),
  );
}

function printed(outcome: Outcome | undefined, step: Step): string {
  if (outcome === undefined) return "no answer";
  return printOutcome(outcome, step.op === "concurrently" ? undefined : step.want);
}

function answer({ mismatches, transcript }: Subject, step: Step, index: number): Child {
  const here = mismatches.filter((mismatch) => mismatch.step === index);
  const wrong = here.some(({ where }) => where === "outcome");
  const outcome = printed(transcript?.outcomes[index], step);
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
      : h(
          "span",
          { class: "wrong note" },
          ` ✗ ${trees.join(" and ")} ${trees.length === 1 ? "differs" : "differ"} from here`,
        ),
  ];
}
