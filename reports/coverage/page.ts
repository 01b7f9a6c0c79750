import type { Suite } from "../../harness/language/scenario.ts";
import { teethLines } from "./teeth.ts";
import { type Ledger, type Trace, trace } from "./trace.ts";

/** docs/coverage.md: what stands for what. */
export function coveragePage(suites: readonly Suite[], ledger: Ledger): string {
  const { clauses, peers, bugs, reasons, teeth } = ledger;
  const statements = new Map(clauses.map(({ id, statement }) => [id, statement]));
  const subjects = new Map(peers.map(({ peer, subject }) => [peer, subject]));
  const byClause = trace(suites, "cites", [...statements.keys()], reasons);
  const byPeer = trace(suites, "peers", [...subjects.keys()], reasons);
  const byBug = trace(suites, "bugs", bugs, reasons);
  return [
    "# Coverage",
    "",
    "Written by `npm run coverage:clauses` from the scenarios and the lists in `coverage/`; not to be edited. What no scenario",
    "stands for has a reason in `coverage/reasons.json`.",
    "",
    "| of | all | with scenarios | with a reason |",
    "| --- | --: | --: | --: |",
    count("clauses", byClause),
    count("tests of others", byPeer),
    count("reports of bugs", byBug),
    "",
    section("Areas", [
      "| area | scenarios |",
      "| --- | --: |",
      ...suites.map(({ area, scenarios }) => `| ${area} | ${scenarios.length} |`),
    ]),
    section("Teeth", teethLines(suites, teeth)),
    section(
      "Clauses",
      byClause.flatMap((each) => lines(each, statements.get(each.id) ?? "")),
    ),
    section(
      "Tests of others",
      byPeer.flatMap((each) => lines(each, subjects.get(each.id) ?? "")),
    ),
    section(
      "Reports of bugs",
      byBug.flatMap((each) => lines(each, "")),
    ),
  ].join("\n");
}

function count(what: string, traces: readonly Trace[]): string {
  const covered = traces.filter(({ scenarios }) => scenarios.length > 0).length;
  return `| ${what} | ${traces.length} | ${covered} | ${traces.length - covered} |`;
}

const section = (title: string, body: readonly string[]): string =>
  [`## ${title}`, "", ...body, ""].join("\n");

/** Many scenarios stand for a clause: the first ones are enough to find the others. */
const shown = 5;

function lines({ id, scenarios, reason }: Trace, says: string): readonly string[] {
  const head = says === "" ? `- ${id}` : `- **${id}** ${says}`;
  if (scenarios.length === 0) return [head, `  - _none: ${reason ?? "no reason"}_`];
  const more = scenarios.length - shown;
  return [
    head,
    ...scenarios.slice(0, shown).map((scenario) => `  - \`${scenario}\``),
    ...(more > 0 ? [`  - and ${more} more`] : []),
  ];
}
