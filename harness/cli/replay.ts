import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { nearest } from "../language/nearest.ts";
import { parse } from "../language/parse.ts";
import { languageVersion } from "../language/version.ts";
import { print, printOutcome, printScenario } from "../language/print.ts";
import { shellScript } from "../language/shell/script.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import { describe } from "../../reports/describe.ts";
import { AgentClient } from "../run/agent-client.ts";
import { allIds, loadScenarios } from "../run/manifest.ts";
import type { RunPlan, SubjectPlan } from "../run/plan.ts";
import { type Result, redVerdicts } from "../run/results.ts";
import { runScenario } from "../run/run-scenario.ts";
import { subjectPlan } from "../run/subject-plan.ts";
import { closeAgents } from "../run/subjects.ts";
import { optionsFor } from "./adapter-options.ts";
import { replayFlags } from "./flags.ts";
import { probe } from "../run/probe.ts";
import { UsageError, readFlags, wholeNumber } from "./usage.ts";
import { printTrees } from "./print-trees.ts";

/** `replay ID|FILE`: what one scenario does on one subject, step by step. */
export async function replay(args: readonly string[]): Promise<number> {
  const given = readFlags(args, replayFlags);
  const [what, ...more] = given.positionals;
  if (what === undefined || more.length > 0)
    throw new UsageError("replay needs one scenario: replay ID|FILE");
  const scenario = await find(what);
  const emit = given.values.get("emit")?.[0];
  if (emit !== undefined) return write(scenario, emit);
  const label = given.values.get("adapter")?.[0] ?? "kernel";
  const deadlineMs = wholeNumber("deadline", given.values.get("deadline")?.[0] ?? "10000", 1);
  const options = optionsFor(label, [label], given.values.get("adapter-option") ?? []);
  const subject = await subjectPlan(await probe(label, options, deadlineMs));
  const plan: RunPlan = { subjects: [subject], deadlineMs, agents: 1, repeat: 1 };
  const result = await runScenario(plan, subject, scenario);
  await tell(scenario, subject, deadlineMs, result);
  await closeAgents();
  return Number(redVerdicts.includes(result.verdict));
}

async function find(what: string): Promise<IdentifiedScenario> {
  const [known] = await loadScenarios(new Set([what]));
  if (known !== undefined) return known;
  if (!existsSync(what)) {
    throw new UsageError(`there is no scenario and no file "${what}"${nearest(what, allIds())}`);
  }
  const text = await readFile(what, "utf8").catch((cause: Error) => {
    throw new UsageError(`cannot read "${what}": ${cause.message}`);
  });
  const [scenario, ...more] = parse(text, what);
  if (scenario === undefined || more.length > 0) {
    throw new UsageError(
      `"${what}" holds ${more.length === 0 ? "no scenario" : "more than one scenario"}`,
    );
  }
  return scenario;
}

function write(scenario: IdentifiedScenario, format: string): number {
  if (format === "sh") {
    process.stdout.write(shellScript(scenario));
    return 0;
  }
  if (format !== "json") throw new UsageError(`flag "--emit" knows sh and json, not "${format}"`);
  console.log(JSON.stringify({ schema: languageVersion, scenario }, null, 2));
  return 0;
}

/** Runs it once more for the record: a judged result keeps no evidence of what went right. */
async function tell(
  scenario: IdentifiedScenario,
  { command }: SubjectPlan,
  deadlineMs: number,
  result: Result,
): Promise<void> {
  const client = await AgentClient.open({ command, deadlineMs });
  const report = await client.run(scenario, "each");
  await client.close();
  console.log(`${printScenario(scenario)}\n`);
  if (report.kind === "done") {
    for (const [index, step] of scenario.steps.entries()) {
      const outcome = report.transcript.outcomes[index];
      const want = step.op === "concurrently" ? undefined : step.want;
      const did = outcome === undefined ? "nothing" : printOutcome(outcome, want);
      console.log(`${String(index + 1).padStart(3)}  ${print(step)}  => ${did}`);
    }
    console.log(`\n${printTrees(report.transcript)}`);
  } else console.log(`${report.kind}: ${report.message}`);
  for (const mismatch of result.mismatches) console.log(describe(mismatch));
  console.log(`${result.verdict}${result.reason === null ? "" : `: ${result.reason}`}`);
}
