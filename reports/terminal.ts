import type { Result, Results, Run } from "../harness/run/results.ts";
import { diagnosisOf } from "./cause/cause.ts";
import { firstStep, replayCommand } from "./describe.ts";
import {
  byId,
  countBy,
  everyResult,
  isRed,
  printTally,
  redOf,
  skippedOf,
  tally,
  titleOf,
} from "./tally.ts";
import { visible } from "./visible.ts";

export interface TerminalOptions {
  /** False where NO_COLOR is set or nobody looks. */
  readonly color?: boolean;
}

type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { red: 31, bold: 1, dim: 2 } as const;

/** What a run prints at its end: four lines for each red result, a summary of each adapter, and the counts. */
export function renderTerminal(results: Results, { color = false }: TerminalOptions = {}): string {
  const paint: Paint = (style, text) => (color ? `\u001B[${styles[style]}m${text}\u001B[0m` : text);
  const failures = results.runs.flatMap((run) =>
    run.results
      .filter(isRed)
      .toSorted(byId)
      .map((result) => printFailure(result, run, results, paint)),
  );
  const stopped =
    results.interrupted === true ? [paint("red", "interrupted: what is missing was not run")] : [];
  const summaries = results.runs.map((run) => printSummary(run, results, paint));
  return `${[...failures, ...stopped, ...summaries, printCounts(results)].join("\n\n")}\n`;
}

function printFailure(result: Result, run: Run, results: Results, paint: Paint): string {
  const who = results.runs.length > 1 ? ` (${visible(titleOf(run, results.runs))})` : "";
  return [
    `${paint("red", result.verdict)} ${paint("bold", visible(result.id))}${who}`,
    `  ${firstStep(result)}`,
    `  ${diagnosisOf(result)}`,
    `  ${paint("dim", replayCommand(result.id, run))}`,
  ].join("\n");
}

function printSummary(run: Run, results: Results, paint: Paint): string {
  const { adapter, reference } = run;
  const counts = tally(run.results);
  const name = paint("bold", visible(titleOf(run, results.runs)));
  const skips = run.results.filter(({ verdict }) => verdict === "skip");
  const reasons = countBy(skips, ({ reason }) => reason ?? "no reason given");
  return [
    `${name} ${visible(adapter.version)} as ${adapter.privilege}, reference ${visible(reference)}`,
    `  ${printTally(counts)}`,
    ...reasons.map(([reason, count]) => `  skipped ${count}: ${visible(reason)}`),
    ...(counts["known-failure"] > 0 ? [`  known failures ${counts["known-failure"]}`] : []),
  ].join("\n");
}

/** The last line is read by programs: its form is fixed. */
function printCounts(results: Results): string {
  const counts = tally(everyResult(results));
  const [failed, skipped] = [redOf(counts), skippedOf(counts)];
  const known = counts["known-failure"];
  const last = `${counts.pass} passed, ${failed} failed, ${skipped} skipped`;
  return known === 0 ? last : `of the skipped, ${known} are known failures\n${last}`;
}
