import { createInterface } from "node:readline";
import { Ajv2020 } from "ajv/dist/2020.js";
import { execa } from "execa";
import { expect } from "vitest";
import { protocolSchema } from "../../harness/language/protocol-schema.ts";
import type { Answer, RunRequest } from "../../harness/language/protocol.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { scenarioSchema } from "../../harness/language/schema.ts";
import type { Outcome, Transcript } from "../../harness/language/transcript.ts";

const ajv = new Ajv2020({ strict: false });
ajv.addSchema(scenarioSchema(), "scenarios.schema.json");
const fits = ajv.compile(protocolSchema());

/** The message, which fits the schema. */
export function checked<T>(message: T): T {
  expect(fits(message), `${JSON.stringify(message)} ${JSON.stringify(fits.errors)}`).toBe(true);
  return message;
}

/** All that a program answers to these runs, numbered from 1 and sent ahead; every message is held to the schema. */
export async function converse(
  [program = "", ...args]: readonly string[],
  scenarios: readonly IdentifiedScenario[],
): Promise<readonly Answer[]> {
  const child = execa(program, args, { stdin: "pipe", stdout: "pipe", buffer: false });
  const answers: Answer[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    const request: RunRequest = { type: "run", run: index + 1, scenario, observe: "each" };
    child.stdin.write(`${JSON.stringify(checked(request))}\n`);
  }
  child.stdin.end();
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(checked(JSON.parse(line) as Answer));
  }
  await child;
  return answers;
}

export function transcriptOf(answers: readonly Answer[], run: number): Transcript {
  const outcomes: Outcome[] = [];
  for (const answer of answers) {
    if (answer.type === "step" && answer.run === run) outcomes[answer.step] = answer.outcome;
    if (answer.type === "done" && answer.run === run) return { ...answer, outcomes };
  }
  throw new Error(`Cannot judge run ${run}: it was not finished`);
}
