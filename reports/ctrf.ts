import type { Result, Results, Verdict } from "../harness/run/results.ts";
import { causesOf } from "./cause/cause.ts";
import { causeOf, firstStep, replayCommand } from "./describe.ts";
import { byId, titleOf } from "./tally.ts";
import { visible } from "./visible.ts";

type Status = "passed" | "failed" | "skipped" | "other";

/** A known failure did not pass and is no surprise: it is none of the others. */
const statuses: Readonly<Record<Verdict, Status>> = {
  pass: "passed",
  fail: "failed",
  "known-failure": "other",
  drifted: "failed",
  fixed: "failed",
  skip: "skipped",
  hang: "failed",
  crash: "failed",
  error: "failed",
};

/** Common Test Report Format: JSON that dashboards and job summaries of many CI systems read. */
export function renderCtrf(results: Results): string {
  const tests = results.runs.flatMap((run) =>
    run.results.toSorted(byId).map((result) => testOf(result, titleOf(run, results.runs), run)),
  );
  const of = (status: Status): number => tests.filter((test) => test.status === status).length;
  const { suite, environment } = results;
  const document = {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    results: {
      tool: { name: "overlay-conformance", version: suite.version },
      summary: {
        tests: tests.length,
        passed: of("passed"),
        failed: of("failed"),
        skipped: of("skipped"),
        pending: 0,
        other: of("other"),
        // When it was is not in the results: equal runs give equal reports.
        start: 0,
        stop: Math.round(tests.reduce((sum, { duration }) => sum + duration, 0)),
      },
      tests,
      environment: {
        osPlatform: "linux",
        osRelease: environment.kernel,
        extra: { ...environment, revision: suite.revision },
      },
    },
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function testOf(result: Result, name: string, run: Results["runs"][number]) {
  const { id, area, verdict, reason, durationMs } = result;
  const red = statuses[verdict] === "failed";
  const said = red ? causeOf(result) : reason;
  const causes = causesOf(result);
  return {
    name: visible(id),
    status: statuses[verdict],
    duration: Math.round(durationMs),
    suite: [name, area].map(visible),
    rawStatus: verdict,
    ...(said !== null && { message: visible(said) }),
    ...(red && { trace: `${firstStep(result)}\n${replayCommand(id, run)}` }),
    ...(causes.length > 0 && {
      extra: {
        causes: causes.map((cause) => visible(cause.name)),
        diagnosis: visible(causes[0]?.sentence ?? ""),
      },
    }),
  };
}
