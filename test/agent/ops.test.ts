import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import { mapCalls, opNames } from "../../harness/language/step.ts";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { inapplicable } from "../../harness/run/applicability.ts";
import { attributeCases } from "./cases/attribute.ts";
import { directoryCases } from "./cases/directory.ts";
import { diskCases } from "./cases/disk.ts";
import { fileCases } from "./cases/file.ts";
import { laneCases } from "./cases/lanes.ts";
import { lockCases } from "./cases/lock.ts";
import { memoryCases } from "./cases/memory.ts";
import { metadataCases } from "./cases/metadata.ts";
import { mountCases } from "./cases/mount.ts";
import { notifyCases } from "./cases/notify.ts";
import { processCases } from "./cases/process.ts";
import { ringCases } from "./cases/ring.ts";
import { socketCases } from "./cases/socket.ts";
import { verityCases } from "./cases/verity.ts";
import { kernelAgent } from "./kernel.ts";

/* Every op of the vocabulary, carried out on the real kernel. */

const all: readonly IdentifiedScenario[] = [
  ...fileCases,
  ...directoryCases,
  ...metadataCases,
  ...attributeCases,
  ...mountCases,
  ...diskCases,
  ...memoryCases,
  ...lockCases,
  ...notifyCases,
  ...processCases,
  ...ringCases,
  ...socketCases,
  ...verityCases,
  ...laneCases,
];

describe.each([
  ["as root", false],
  ["in a user namespace", true],
])("%s", (_, unprivileged) => {
  let client: AgentClient;
  beforeAll(async () => {
    client = await AgentClient.open({ command: kernelAgent(unprivileged), deadlineMs: 5000 });
  });
  afterAll(() => client.close());

  test.for(all.map((scenario) => [scenario.id, scenario] as const))(
    "%s",
    async ([, scenario], { skip }) => {
      const { features, lacks } = client.info;
      const reason = inapplicable(scenario, features, lacks);
      if (reason !== undefined) skip(reason);
      const report = await client.run(scenario, scenario.observe ?? "each");
      expect(report).toMatchObject({ kind: "done" });
      if (report.kind !== "done") return;
      expect(report.transcript.setup).toBeUndefined();
      expect(judge(scenario, report.transcript, { features }).mismatches).toEqual([]);
    },
  );
});

test("every op of the vocabulary is tried", () => {
  const tried = new Set<string>();
  for (const step of all.flatMap(({ steps }) => steps)) {
    mapCalls(step, (call) => {
      tried.add(call.op);
      return call;
    });
  }
  expect(opNames.filter((name) => !tried.has(name))).toEqual([]);
});
