import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { expect, test } from "vitest";
import { packageRoot } from "../../harness/run/where.ts";

/* The files of CI against the schemas of those who run them. */

const workflow = read(".github/workflows/conformance.yml");
const action = read("action.yml");

function read(name: string): string {
  return readFileSync(join(packageRoot, name), "utf8");
}

const trace = new NoOperationTraceWriter();

const parsers = { workflow: parseWorkflow, action: parseAction } as const;

function problems(kind: keyof typeof parsers, content: string): readonly string[] {
  const { context } = parsers[kind]({ name: "file.yml", content }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}

test.for([
  ["workflow", workflow],
  ["action", action],
] as const)("the %s is valid by the published schema", ([kind, content]) => {
  expect(problems(kind, content)).toEqual([]);
});

test.for([
  ["workflow", workflow.replace("runs-on:", "run-on:")],
  ["workflow", workflow.replace("fromJSON(", "fromYAML(")],
  ["workflow", workflow.replace("type: number", "type: whole")],
  ["action", action.replace("shell: bash", "shel: bash")],
] as const)("a %s with a planted mistake is not", ([kind, content]) => {
  expect([workflow, action]).not.toContain(content);
  expect(problems(kind, content).length).toBeGreaterThan(0);
});

test("no text of a caller is put into a shell as code, and no secret is needed", () => {
  const lines = [...workflow.split("\n"), ...action.split("\n")];
  const commands = lines.filter((line) => /^\s*(- )?run:/.test(line));
  expect(commands.length).toBeGreaterThan(3);
  expect(commands.filter((line) => line.includes("${{"))).toEqual([]);
  expect(workflow + action).not.toContain("secrets.");
});
