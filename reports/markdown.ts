import { type Result, type Results, type Run } from "../harness/run/results.ts";
import { causesOf } from "./cause/cause.ts";
import { groupCauses } from "./cause/group.ts";
import { causeOf, replayCommand } from "./describe.ts";
import { cell, code, tableOf } from "./markdown-text.ts";
import { byId, isRed, printTally, redOf, tally, titleOf } from "./tally.ts";

/** What a job summary of GitHub takes, less what its own text may need; a comment takes 65,536 characters. */
export const summaryLimit = 1_000_000;

const mostCauses = 15;

/**
 * The results as Markdown for a job summary: counts, causes, and the unexpected ones as far as there is room.
 * @param limit in bytes of UTF-8; what is left out is counted in the last line
 */
export function renderMarkdown(results: Results, limit = summaryLimit): string {
  const head = [
    "# overlay-conformance",
    "",
    ...(results.interrupted === true ? ["**Interrupted: what is missing was not run.**", ""] : []),
    `Suite ${code(`${results.suite.version} ${results.suite.revision}`)}, kernel ${code(results.environment.kernel)}`,
    "",
    ...overview(results),
    ...causes(results),
  ];
  const items = results.runs.flatMap((run) =>
    run.results
      .filter(isRed)
      .toSorted(byId)
      .map((result) => item(result, run, results)),
  );
  const title = items.length === 0 ? [] : ["", `## Unexpected: ${items.length}`, ""];
  return `${fitted([...head, ...title], items, limit)}\n`;
}

function fitted(head: readonly string[], items: readonly string[], limit: number): string {
  const encoder = new TextEncoder();
  const size = (text: string): number => encoder.encode(text).length + 1;
  // Room for the line that counts what is left out, and for the last line's end.
  let room = limit - 64 - head.reduce((sum, line) => sum + size(line), 0);
  const shown = items.filter((text) => {
    room -= size(text);
    return room >= 0;
  });
  const left = items.length - shown.length;
  return [...head, ...shown, ...(left === 0 ? [] : [`- and ${left} more`])].join("\n");
}

function overview({ runs }: Results): readonly string[] {
  const rows = runs.map((run) => {
    const counts = tally(run.results);
    const applicable = run.results.length - counts.skip;
    const mark = redOf(counts) > 0 ? "❌" : "✅";
    const passed = counts.pass + counts.fixed;
    const unexpected = String(redOf(counts));
    return [
      `${mark} ${cell(titleOf(run, runs))}`,
      cell(run.adapter.version),
      `${passed} / ${applicable}`,
      unexpected,
      cell(printTally(counts)),
    ];
  });
  return tableOf(["adapter", "version", "pass / apply", "unexpected", "verdicts"], rows);
}

function causes({ runs }: Results): readonly string[] {
  const named = runs.map((run) =>
    run.results.map((each) => causesOf(each).map(({ name }) => name)),
  );
  const groups = groupCauses(named.flat());
  if (groups.length === 0) return [];
  const rows = groups
    .slice(0, mostCauses)
    .map(({ name }) => [
      cell(name),
      ...named.map((own) => String(own.filter((names) => names.includes(name)).length)),
    ]);
  const heads = ["cause", ...runs.map((run) => cell(titleOf(run, runs)))];
  return ["", "## Causes", "", ...tableOf(heads, rows)];
}

function item(result: Result, run: Run, { runs }: Results): string {
  const says = causesOf(result)[0]?.sentence ?? causeOf(result);
  return [
    `- **${result.verdict}** ${code(result.id)} (${cell(titleOf(run, runs))}): ${cell(says)}`,
    `  ${code(replayCommand(result.id, run))}`,
  ].join("  \n");
}
