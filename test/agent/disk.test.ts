import { describe, expect, test } from "vitest";
import { fsShutdown, on, open } from "../../harness/language/index.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { cases } from "./cases/case.ts";
import { isRoot, kernelAgent } from "./kernel.ts";

/* A scenario fails its own disks only: a layer may be on one that belongs to the agent, or to the machine. */

const table = cases(
  "disk",
  (["lower0", "upper", "root"] as const).map((place) => [
    `shutting down ${place}`,
    [
      on(
        place,
        open("d", "/", ["O_RDONLY", "O_DIRECTORY"]),
        fsShutdown("d", "FS_SHUTDOWN_FLAGS_DEFAULT"),
      ),
    ],
  ]),
);

describe.skipIf(!isRoot).each(["tmpfs", "ext4"])("layers on %s", (fs) => {
  test("are not shut down by a scenario, which is told so", async () => {
    const command = kernelAgent(false, { fs });
    const client = await AgentClient.open({ command, deadlineMs: 5000 });
    try {
      const reports = await Promise.all(table.map((each) => client.run(each, "end")));
      expect(reports.map(({ kind }) => kind)).toEqual(table.map(() => "error"));
      expect(JSON.stringify(reports)).toContain("not on a disk of the scenario");
    } finally {
      await client.close();
    }
  });
});
