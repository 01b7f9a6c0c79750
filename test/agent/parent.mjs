// A program that runs one scenario on an agent: what a test kills, to see what becomes of the agent.
// node parent.mjs COMMAND SCENARIO, both as JSON.
import { AgentClient } from "../../dist/harness/run/agent-client.js";

const [command = "", scenario = ""] = process.argv.slice(2);
const client = await AgentClient.open({
  command: /** @type {readonly string[]} */ (JSON.parse(command)),
  deadlineMs: 60_000,
});
await client.run(
  /** @type {import("../../dist/harness/language/scenario.js").IdentifiedScenario} */ (
    JSON.parse(scenario)
  ),
  "each",
);
