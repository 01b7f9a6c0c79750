import { createInterface } from "node:readline";
import { features } from "../../harness/language/feature.ts";
import { type Answer, type Request, protocolVersion } from "../../harness/language/protocol.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type {
  Observation,
  Outcome,
  TreeDelta,
  TreeName,
} from "../../harness/language/transcript.ts";

/*
 * A program that speaks the agent protocol and does nothing: it answers ENOSYS, or with the argument `value` an empty
 * success, and shows empty trees.
 */

const outcome: Outcome = process.argv.includes("value") ? { value: null } : { errno: "ENOSYS" };

const empty: TreeDelta = { "/": { type: "dir", mode: 0o755, uid: 0, gid: 0, listing: [] } };
const everything = Object.fromEntries(features.map((feature) => [feature, true]));

function send(answer: Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

send({
  type: "ready",
  protocol: protocolVersion,
  name: "idle",
  version: "1",
  features: everything,
  lacks: {},
  privilege: "plain",
});
for await (const line of createInterface({ input: process.stdin })) {
  const { run, scenario } = JSON.parse(line) as Request;
  for (const step of scenario.steps.keys()) send({ type: "step", run, step, outcome });
  send({ type: "done", run, observations: looks(scenario), features: everything });
}

function looks({ lowers, steps }: IdentifiedScenario): readonly Observation[] {
  const trees: Partial<Record<TreeName, TreeDelta>> = { merged: empty, upper: empty, work: empty };
  for (const index of lowers.keys()) trees[`lower${index}`] = empty;
  return [
    { after: -1, trees },
    { after: steps.length - 1, trees: {} },
  ];
}
