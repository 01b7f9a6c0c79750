import { expect, test } from "vitest";
import { gives, lstat, on, umask } from "../../harness/language/index.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { cases } from "./cases/case.ts";
import { kernelAgent } from "./kernel.ts";

/* What one scenario does to the agent's process is nothing to the next. */

const [leaves, finds] = cases("afresh", [
  ["a scenario leaves a umask", [umask(0o077)]],
  [
    "the next finds layers of the usual mode",
    [
      on(
        "root",
        ["/lower0", "/upper", "/work"].map((path) => lstat(path, gives({ mode: 0o755 }))),
      ),
    ],
  ],
]);

test("layers are made with the umask of the first scenario", async () => {
  const client = await AgentClient.open({ command: kernelAgent(), deadlineMs: 5000 });
  try {
    if (leaves === undefined || finds === undefined) throw new Error("Cannot find the scenarios");
    await client.run(leaves, "each");
    expect(await client.run(finds, "each")).toMatchObject({
      kind: "done",
      transcript: { outcomes: Array.from({ length: 3 }, () => ({ value: { mode: 0o755 } })) },
    });
  } finally {
    await client.close();
  }
});
