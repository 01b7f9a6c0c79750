import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
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
import { type WrittenScenario, suite } from "../../harness/language/scenario.ts";
import { printOutcome } from "../../harness/language/print.ts";
import { agentCommand } from "../../harness/run/launch.ts";
import { built } from "../../harness/run/where.ts";
import { converse, transcriptOf } from "./converse.ts";

// The documented protocol, spoken by hand to a program that shares no code with the harness.

const program = fileURLToPath(new URL("subject.py", import.meta.url));

const written = [
  {
    title: "a file of the lower is read, and a directory is renamed",
    lowers: [[dir("/d"), file("/d/a", "A"), file("/f", "top")]],
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

test("a program in another language is a subject: it announces itself, answers runs in order, and is judged", async () => {
  const answers = await converse(["python3", program], scenarios);
  expect(answers[0]).toMatchObject({ type: "ready", protocol: 1, name: "one-lower" });
  const lacks = answers[0]?.type === "ready" ? answers[0].lacks : {};
  const [first, second] = [transcriptOf(answers, 1), transcriptOf(answers, 2)];

  expect(second.outcomes.map((outcome) => printOutcome(outcome))).toEqual([
    ..."ok ok ok 1 ok".split(" "),
    "lack (this subject has no such execve)",
  ]);
  const [renamed, gone] = scenarios;
  if (renamed === undefined || gone === undefined) throw new Error("Cannot happen: there are two");
  expect(judge(renamed, first, { lacks })).toMatchObject({ mismatches: [], lacks: [] });
  expect(judge(gone, second, { lacks }).lacks).toEqual(["this subject has no such execve"]);
});

test.for(["zenfs", "template"])("the agent speaks the same of %s", async (name) => {
  const module = pathToFileURL(built(`adapters/${name}/adapter.js`)).href;
  const answers = await converse(agentCommand({ module, mounted: false, options: {} }), scenarios);
  expect(answers[0]).toMatchObject({ type: "ready", protocol: 1, name, privilege: "plain" });
  expect(answers.map(({ type }) => type).filter((type) => type !== "step")).toEqual(
    "ready done done".split(" "),
  );
});

test("the published schema of the protocol is the one of the code", () => {
  const path = new URL("../../docs/protocol.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(protocolSchema());
});
