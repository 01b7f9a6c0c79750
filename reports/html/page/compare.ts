import { type Change, type ChangeKind, changeKinds, changesBetween } from "../../compare.ts";
import { differences } from "../../environment.ts";
import type { Data, PageCell } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { column, folded, note, section, table } from "./elements.ts";
import { type State, hashOf } from "./state.ts";
import { verdictMark } from "./verdict.ts";

/** Features that fit on a screen beside the changes. */
const few = 8;

type CompareState = State & { readonly screen: "compare" };

/** Two runs side by side: their environment first, so that another suite is not taken for a regression. */
export function compareScreen(
  data: Data,
  state: CompareState,
  go: (state: State) => void,
): readonly Child[] {
  const [before, after] = chosen(data, state);
  const [left, right] = [data.runs[before], data.runs[after]];
  const title = h("h1", { tabindex: "-1" }, "Compare");
  if (left === undefined || right === undefined || before === after) {
    return [
      title,
      h(
        "p",
        {},
        "There is one run only: ",
        h("code", {}, "conformance diff A.json B.json --report=DIR"),
        " compares two files.",
      ),
    ];
  }
  const pick = (label: string, key: "before" | "after", value: number) =>
    select(data, label, value, (run) => go({ screen: "compare", before, after, [key]: run }));
  const { changes, unchanged } = changesBetween(columnOf(data, before), columnOf(data, after));
  const facts = differences(left.facts, right.facts);
  return [
    title,
    h("form", { class: "pick" }, pick("before", "before", before), pick("after", "after", after)),
    section(
      "environment",
      ["Environment", note(facts.length === 0 ? "the same" : `${facts.length} differences`)],
      facts.length === 0
        ? h("p", {}, "✓ the same suite, machine, adapter and features")
        : environment(facts),
    ),
    h("p", { role: "status", class: "count" }, summary(changes, unchanged)),
    changeKinds.map((kind) => listOf(kind, changes[kind], [before, after])),
  ];
}

type Fact = ReturnType<typeof differences>[number];

/** What was run on what stands open; of many features and lacks, as two adapters have them, a line tells how many. */
function environment(facts: readonly Fact[]): Child {
  const isCapability = ({ what }: Fact): boolean => /^(?:feature|lack) /.test(what);
  const list = (title: string, of: readonly Fact[]): HTMLElement =>
    table(
      title,
      ["what", "before", "after"].map(column),
      of.map((fact) => [fact.what, fact.before, fact.after]),
    );
  const capabilities = facts.filter(isCapability);
  if (capabilities.length <= few) return list("Differences of the environment", facts);
  const others = facts.filter((fact) => !isCapability(fact));
  return [
    others.length === 0 ? null : list("Differences of the environment", others),
    folded(
      "Features and lacks that differ",
      capabilities.length,
      list("Differences of features and lacks", capabilities),
    ),
  ];
}

/** A page over two files opens with a run and its partner: the same adapter on the other side. */
function chosen({ runs, names }: Data, { before = 0, after }: CompareState): [number, number] {
  if (after !== undefined) return [before, after];
  const bare = (name: string | undefined) => name?.replace(/^(before|after): /, "");
  const partner = names.findIndex(
    (name, run) => run !== before && bare(name) === bare(names[before]),
  );
  const other = runs.findIndex((_, run) => run !== before);
  return [before, partner >= 0 ? partner : Math.max(other, 0)];
}

function columnOf({ rows }: Data, run: number): ReadonlyMap<string, PageCell> {
  return new Map(
    rows.flatMap(({ id, cells }) => {
      const cell = cells[run];
      return cell === undefined ? [] : [[id, cell] as const];
    }),
  );
}

function select(
  { names }: Data,
  label: string,
  value: number,
  change: (run: number) => void,
): HTMLElement {
  const options = names.map((name, run) =>
    h("option", { value: String(run), selected: run === value }, name),
  );
  const box = h("select", { "data-key": label }, options) as HTMLSelectElement;
  box.addEventListener("change", () => change(Number(box.value)));
  return h("label", {}, h("span", {}, label), " ", box);
}

const marks: Readonly<Record<ChangeKind, string>> = {
  regressed: "✗",
  fixed: "✓",
  "fails differently": "≠",
  appeared: "+",
  disappeared: "−",
};

const summary = (changes: Readonly<Record<ChangeKind, readonly unknown[]>>, unchanged: number) =>
  [
    ...changeKinds.map((kind) => `${marks[kind]} ${changes[kind].length} ${kind}`),
    `${unchanged} unchanged`,
  ].join(" · ");

function listOf(
  kind: ChangeKind,
  all: readonly Change<PageCell>[],
  runs: readonly [number, number],
): Child {
  if (all.length === 0) return null;
  const side = (change: Change<PageCell>, cell: PageCell | null, run: number): Child => {
    if (cell === null) return h("span", { class: "none" }, "not run");
    const href = hashOf({ screen: "scenario", id: change.id, run, view: "differences" });
    return [
      link(href, {}, verdictMark(cell.verdict)),
      cell.cause === "" ? null : h("div", { class: "cause" }, cell.cause),
    ];
  };
  const lines = all.map((change) => [
    h("span", { class: "id" }, change.id),
    side(change, change.before, runs[0]),
    side(change, change.after, runs[1]),
  ]);
  return section(
    kind.replaceAll(" ", "-"),
    `${marks[kind]} ${kind}: ${all.length}`,
    table(`${kind}: scenarios`, ["scenario", "before", "after"].map(column), lines, "changes"),
  );
}
