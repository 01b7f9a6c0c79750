import type { Results } from "../../../harness/run/results.ts";
import type { Data } from "./data.ts";
import { type Child, h, link } from "./dom.ts";
import { column, facts, note, numbers, section, table } from "./elements.ts";
import { hashOf, searchFor } from "./state.ts";

type Counts = readonly (readonly [string, number])[];

/** How good the suite is, as far as this run tells. */
export function adequacyScreen({ suite, adequacy, rows }: Data): readonly Child[] {
  const { evidence, ops, expectedErrnos, clauses, features, apart, slowest } = adequacy;
  const errnos = new Set(ops.flatMap(({ outcomes }) => outcomes.map(([name]) => name)));
  const observed = [...errnos].filter((name) => /^E[A-Z0-9]+$/.test(name));
  return [
    h("h1", { tabindex: "-1" }, "Adequacy"),
    h(
      "p",
      { class: "none" },
      "How much this suite asks, counted over the evidence of this report.",
    ),
    facts([
      ["scenarios", String(rows.length)],
      ["with evidence", `${evidence[0]} of ${evidence[1]}`],
      ["clauses cited", String(clauses.length)],
      ["ops used", String(ops.length)],
      ["errors seen", String(observed.length)],
      ["errors expected", String(expectedErrnos.length)],
      ["tell two runs apart", `${apart[0]} of ${apart[1]}`],
    ]),
    coverageSection(suite.coverage),
    h(
      "div",
      { class: "pair" },
      section(
        "ops",
        ["Ops and what came of them", note("times over all runs")],
        table(
          "Ops and outcomes",
          [column("op"), numbers("times"), column("outcomes")],
          ops.map(({ op, all, outcomes }) => [h("code", {}, op), String(all), list(outcomes)]),
        ),
      ),
      h(
        "div",
        {},
        section(
          "errnos",
          ["Errors that scenarios expect", note("steps; ✗ where no run gave it")],
          h(
            "p",
            {},
            list(
              expectedErrnos.map(([name, count]) => [
                `${errnos.has(name) ? "" : "✗ "}${name}`,
                count,
              ]),
            ),
          ),
        ),
        section("features", "Features that scenarios need", h("p", {}, list(features))),
        section(
          "slowest",
          "Slowest scenarios",
          table(
            "Slowest scenarios",
            [column("scenario"), numbers("ms")],
            slowest.map(([id, ms]) => [
              link(hashOf({ screen: "scenario", id, view: "differences" }), {}, id),
              ms.toFixed(1),
            ]),
          ),
        ),
      ),
    ),
    section(
      "clauses",
      ["Clauses", note("scenarios that cite each")],
      table(
        "Clauses",
        [column("clause"), numbers("scenarios")],
        clauses.map(([name, count]) => [
          link(searchFor(`clause:${name}`), {}, h("code", {}, name)),
          String(count),
        ]),
      ),
    ),
  ];
}

function coverageSection(coverage: Results["suite"]["coverage"]): Child {
  if (coverage === undefined) return null;
  return section(
    "coverage",
    ["What the suite stands for", note("of the whole suite, whatever was run of it")],
    table(
      "What the suite stands for",
      [
        column("of"),
        numbers("share"),
        numbers("covered"),
        numbers("with a reason"),
        numbers("neither"),
        numbers("all"),
      ],
      coverage.map(({ of, all, covered, reasoned }) => [
        of,
        share(covered, all),
        String(covered),
        String(reasoned),
        String(all - covered - reasoned),
        String(all),
      ]),
    ),
  );
}

/** The number says it; the bar is for the eye. */
function share(part: number, all: number): Child {
  const percent = all === 0 ? "none" : `${Math.floor((part * 100) / all)} %`;
  return [
    h("meter", {
      min: "0",
      max: String(Math.max(all, 1)),
      value: String(part),
      "aria-hidden": "true",
    }),
    ` ${percent}`,
  ];
}

const list = (counts: Counts): Child =>
  counts.length === 0
    ? h("span", { class: "none" }, "none")
    : counts.map(([name, count]) => [h("code", {}, name), ` ${count}  `]);
