import type { Tree } from "../../../harness/language/transcript.ts";
import { treeAt } from "../../tree/at-step.ts";
import { type PathDifference, diffTrees } from "../../tree/diff.ts";
import { summaryOf } from "../../tree/fields.ts";
import { type Child, h, link } from "./dom.ts";
import { fieldRow, judgement } from "./field-row.ts";
import { hashOf } from "./state.ts";
import { marks, sideBySide } from "./sides.ts";
import type { Other, Shown } from "./subject.ts";

/** The trees after the chosen step: the subject against whatever was chosen to compare it with. */
export function treeSection(shown: Shown): HTMLElement | null {
  const { subject, tree, step, others, against } = shown;
  if (subject.transcript === undefined || shown.trees.length === 0) return null;
  const other = others.find(({ key }) => key === against);
  const observed = treeAt(subject.transcript.observations, tree, step);
  const when = step < 0 ? "before the first step" : `after step ${step + 1}`;
  return h(
    "section",
    { "aria-labelledby": "trees" },
    h("h2", { id: "trees" }, `Trees ${when}`),
    choices(shown),
    other === undefined ? null : comparison(shown, other, observed),
  );
}

function choices(shown: Shown): HTMLElement {
  const { state, subject, trees, tree, step, others, against } = shown;
  const base = { ...state, run: subject.index, step, tree, against };
  const views = { differences: "differences", all: "all paths", trees: "side by side" } as const;
  const keys = Object.keys(views) as (keyof typeof views)[];
  return h(
    "div",
    { class: "choices" },
    group(
      "tree",
      trees.map((name) => [`tree ${name}`, hashOf({ ...base, tree: name }), name, name === tree]),
    ),
    group(
      "against",
      others.map(({ key, name }) => [
        `against ${key}`,
        hashOf({ ...base, against: key }),
        name,
        key === against,
      ]),
    ),
    group(
      "show",
      keys.map((view) => [
        `view ${view}`,
        hashOf({ ...base, view }),
        views[view],
        view === state.view,
      ]),
    ),
  );
}

type Choice = readonly [key: string, href: string, label: string, current: boolean];

function group(label: string, all: readonly Choice[]): HTMLElement {
  const items = all.map(([key, href, text, current]) =>
    h("li", {}, link(href, { "data-key": key, ...(current && { "aria-current": "true" }) }, text)),
  );
  return h(
    "nav",
    { class: "tabs small", "aria-label": label },
    h("span", {}, label),
    h("ul", {}, items),
  );
}

function comparison(shown: Shown, other: Other, observed: Tree): Child {
  const { tree, step, state, subject } = shown;
  const wanted = other.wanted(tree, step);
  if (wanted === undefined) {
    const why =
      other.key === "expectation"
        ? "The scenario expects nothing of this tree here; what it expects is of its end."
        : `${other.name} was not looked at here.`;
    return h("p", { class: "none" }, why);
  }
  const names = [other.name, subject.name] as const;
  const all = diffTrees(wanted, observed);
  if (state.view === "trees") return sideBySide(all, names);
  const rows = state.view === "all" ? all : all.filter(({ change }) => change !== "same");
  if (rows.length === 0)
    return h("p", { role: "status" }, `✓ no difference in ${tree} (${all.length} paths)`);
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `Differences in ${tree}` },
    h(
      "table",
      { class: "diff" },
      head(["path", "field", ...names]),
      rows.map((row) => body(row, shown, names)),
    ),
  );
}

const head = (names: readonly string[]): HTMLElement =>
  h(
    "thead",
    {},
    h(
      "tr",
      {},
      names.map((name) => h("th", { scope: "col" }, name)),
    ),
  );

function body(row: PathDifference, shown: Shown, names: readonly [string, string]): HTMLElement {
  const { path, change, before, after, fields } = row;
  const symbol = h(
    "span",
    { class: `change ${change}` },
    h("span", { "aria-hidden": "true" }, marks[change]),
    ` ${change}`,
  );
  const sides = { ...(before && { before }), ...(after && { after }) };
  const span = change === "changed" ? fields.length : 1;
  const name = h(
    "th",
    { scope: "rowgroup", rowspan: String(span) },
    h("code", {}, path),
    h("br"),
    symbol,
  );
  const side = (name: string, entry: typeof before) =>
    h(
      "td",
      { "data-label": name },
      entry === undefined
        ? h("span", { class: "none" }, "(absent)")
        : h("code", {}, summaryOf(entry)),
    );
  const lines =
    change === "changed"
      ? fields.map((field) => fieldRow(field, { path, ...sides }, shown, names))
      : [
          [
            h(
              "td",
              {},
              "object",
              change === "same"
                ? null
                : judgement({ path, field: "entry", tree: shown.tree, ...sides }, shown),
            ),
            side(names[0], before),
            side(names[1], after),
          ],
        ];
  return h(
    "tbody",
    { class: change },
    lines.map((cells, index) => h("tr", {}, index === 0 ? name : null, cells)),
  );
}
