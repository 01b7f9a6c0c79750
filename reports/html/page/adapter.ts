import { badgeOf } from "../../badge.ts";
import { groupCauses } from "../../cause/group.ts";
import { countBy } from "../../tally.ts";
import { areaTable, bar, cellsOfRun, passesOf, percent } from "./areas.ts";
import type { Data } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { column, facts, folded, note, numbers, section, table } from "./elements.ts";
import { hashOf, searchFor } from "./state.ts";

/** Everything about one run: what it can do, what it does otherwise, and what to mend first. */
export function adapterScreen(data: Data, run: number): readonly Child[] {
  const found = data.runs[run];
  if (found === undefined) {
    return [h("h1", { tabindex: "-1" }, "No such adapter"), links(data, run)];
  }
  const { name, adapter, reference } = found;
  const cells = cellsOfRun(data.rows, run);
  const { passed, applicable } = passesOf(cells);
  const details = Object.entries({ ...adapter.options, ...adapter.details });
  return [
    h("h1", { tabindex: "-1" }, name, note(adapter.version)),
    data.runs.length > 1 ? links(data, run) : null,
    facts([
      ["passes", `${passed} of ${applicable} that apply, ${percent(passed, applicable)}`],
      ["privilege", adapter.privilege],
      ["reference", reference],
      ...details,
    ]),
    bar(cells),
    mending(cells.map((cell) => cell.causes)),
    section("areas", "Areas", h("div", { class: "scroll" }, areaTable(name, data.rows, run))),
    section("capabilities", "Capabilities", capabilities(adapter.features), lacks(adapter.lacks)),
    reasons(cells),
    section(
      "badge",
      ["Badge", note("endpoint JSON, as shields.io reads it")],
      h("pre", { tabindex: "0" }, h("code", {}, JSON.stringify(badgeOf(name, cells)))),
    ),
  ];
}

function links({ names }: Data, run: number): HTMLElement {
  const items = names.map((name, index) => {
    const current = index === run && { "aria-current": "true" };
    const href = hashOf({ screen: "adapter", run: index });
    return h("li", {}, link(href, { "data-key": `adapter-${index}`, ...current }, name));
  });
  return h("nav", { "aria-label": "Adapter", class: "tabs" }, h("ul", {}, items));
}

/** What turns most scenarios to pass comes first. */
function mending(causes: readonly (readonly string[])[]): Child {
  const groups = groupCauses(causes).toSorted(
    (a, b) => b.alone - a.alone || b.first - a.first || b.all - a.all,
  );
  if (groups.length === 0) return null;
  const lines = groups.map(({ name, first, all, alone }) => [
    link(searchFor(`cause:"${name}"`), {}, name),
    String(alone),
    String(first),
    String(all),
  ]);
  const columns = ["turn to pass if mended", "explained by it", "show it"].map(numbers);
  return section(
    "mending",
    ["What to mend first", note("scenarios by cause")],
    table("Scenarios by cause", [column("cause"), ...columns], lines),
  );
}

function capabilities(features: Readonly<Record<string, boolean>>): Child {
  const names = Object.entries(features).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (names.length === 0) return h("p", { class: "none" }, "No feature was probed.");
  const of = (wanted: boolean) => names.filter(([, has]) => has === wanted);
  const list = (wanted: boolean, word: string) =>
    of(wanted).length === 0
      ? null
      : h(
          "p",
          {},
          h("strong", {}, word),
          " ",
          of(wanted).map(([name]) => [h("code", {}, name), " "]),
        );
  return [list(true, "✓ has"), list(false, "– has not")];
}

function lacks(all: Readonly<Record<string, string>>): Child {
  const lines = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (lines.length === 0) return null;
  return [
    h("h3", {}, `Declared lacks: ${lines.length}`),
    table("Declared lacks", [column("lack"), column("why")], lines),
  ];
}

function reasons(cells: ReturnType<typeof cellsOfRun>): Child {
  const of = (wanted: string) => {
    const own = cells.filter(({ verdict }) => verdict === wanted);
    const counts = countBy(own, ({ reason }) => reason ?? "no reason given");
    const lines = counts.map(([reason, count]) => [String(count), reason]);
    const shown = table(`Reasons: ${wanted}`, [numbers("scenarios"), column("reason")], lines);
    return folded(wanted === "skip" ? "Skipped" : "Known failures", own.length, shown);
  };
  const parts = [of("known-failure"), of("skip")];
  return parts.every((part) => part === null)
    ? null
    : section("reasons", "What does not count, and why", parts);
}
