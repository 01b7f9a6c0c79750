import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { execa } from "execa";
import { expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import {
  contains,
  dir,
  execve,
  file,
  gives,
  list,
  mkdir,
  readFile,
  rename,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import { protocolSchema } from "../../harness/language/protocol-schema.ts";
import type { Answer, RunRequest } from "../../harness/language/protocol.ts";
import { type WrittenScenario, suite } from "../../harness/language/scenario.ts";
import { scenarioSchema } from "../../harness/language/schema.ts";
import { printOutcome } from "../../harness/language/print.ts";
import type { Outcome, Transcript } from "../../harness/language/transcript.ts";

// The documented protocol, spoken by hand to a program that shares no code with the harness.

const program = fileURLToPath(new URL("subject.py", import.meta.url));

const ajv = new Ajv2020({ strict: false });
ajv.addSchema(scenarioSchema(), "scenarios.schema.json");
const fits = ajv.compile(protocolSchema());

function checked<T>(message: T): T {
  expect(fits(message), JSON.stringify(fits.errors)).toBe(true);
  return message;
}

const written = [
  {
    title: "an upper file hides a lower one, and a directory is renamed",
    lowers: [[file("/f", "top")], [dir("/d"), file("/d/a", "A"), file("/f", "bottom")]],
    steps: [readFile("/f", gives("top")), rename("/d", "/e"), list("/e", gives(["a"]))],
    merged: contains({ f: "top", e: { a: "A" } }),
  },
  {
    title: "an unlinked file is gone",
    lowers: [[file("/f", "F")]],
    steps: [unlink("/f"), mkdir("/f"), writeFile("/f/n", "N"), execve("/f/n")],
  },
] as const satisfies readonly Omit<WrittenScenario, "cites">[];

const { scenarios } = suite(
  "exec",
  written.map((each) => ({ cites: [], ...each })),
);

async function converse(): Promise<readonly Answer[]> {
  const child = execa("python3", [program], { stdin: "pipe", stdout: "pipe", buffer: false });
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

function transcriptOf(answers: readonly Answer[], run: number): Transcript {
  const outcomes: Outcome[] = [];
  for (const answer of answers) {
    if (answer.type === "step" && answer.run === run) outcomes[answer.step] = answer.outcome;
    if (answer.type === "done" && answer.run === run) return { ...answer, outcomes };
  }
  throw new Error(`Cannot judge run ${run}: it was not finished`);
}

test("a program in another language is a subject: it announces itself, answers runs in order, and is judged", async () => {
  const answers = await converse();
  expect(answers[0]).toMatchObject({ type: "ready", protocol: 1, name: "copies" });
  const lacks = answers[0]?.type === "ready" ? answers[0].lacks : {};
  const [first, second] = [transcriptOf(answers, 1), transcriptOf(answers, 2)];

  expect(second.outcomes.map(printOutcome)).toEqual([
    ..."ok ok ok 1 ok".split(" "),
    "lack (this subject has no execve)",
  ]);
  const [renamed, gone] = scenarios;
  if (renamed === undefined || gone === undefined) throw new Error("Cannot happen: there are two");
  expect(judge(renamed, first, { lacks })).toMatchObject({ mismatches: [], lacks: [] });
  expect(judge(gone, second, { lacks }).lacks).toEqual(["this subject has no execve"]);
});

test("the published schema of the protocol is the one of the code", () => {
  const path = new URL("../../docs/protocol.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(protocolSchema());
});
