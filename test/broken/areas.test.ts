import { describe, expect, test } from "vitest";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { suites } from "../../suites/index.ts";
import { firstToCondemn } from "./condemn.ts";
import { faults } from "./faults.ts";
import { inversions } from "./mutant/inversions.ts";
import { mutantCommand } from "./mutant/mutation.ts";

/*
 * Every area has teeth: a subject that does the opposite of what the area is about is found out by a scenario of it. The
 * subjects are the overlay in TypeScript with one line changed. They need no privilege; what its machine cannot be asked,
 * a fault of the real overlay stands for, and test/broken.test.ts has it condemned.
 */

const scenariosOf = (area: string) =>
  suites.filter((suite) => suite.area === area).flatMap(({ scenarios }) => scenarios);

test("for every area there is a subject that does the opposite of what it is about", () => {
  const inverted = inversions.flatMap(({ areas }) => areas);
  const alone = faults.flatMap(({ areas = [] }) => (areas.length === 1 ? areas : []));
  const without = suites
    .map(({ area }) => area)
    .filter((area) => !inverted.includes(area) && !alone.includes(area));
  expect(
    without,
    "Add a line to test/broken/mutant/inversions.ts, or a fault beside it, that these areas have to condemn.",
  ).toEqual([]);
});

describe.concurrent("its area condemns a subject that", () => {
  test.for(inversions.map((inversion) => [inversion.says, inversion] as const))(
    "%s",
    async ([, { mutation, areas }]) => {
      const client = await AgentClient.open({
        command: mutantCommand(mutation),
        deadlineMs: 10_000,
      });
      try {
        for (const area of areas) {
          expect(await firstToCondemn(client, scenariosOf(area)), area).toBeDefined();
        }
      } finally {
        await client.close();
      }
    },
  );
});

test("what is not mutated is not condemned by the scenarios that a mutant is condemned by", async () => {
  const [mutant, same] = await Promise.all(
    [
      { file: "overlay/merge", find: "names.delete(name);", replace: ";" },
      { file: "overlay/merge", find: "names.delete(name);", replace: "names.delete(name); " },
    ].map(async (mutation) =>
      AgentClient.open({ command: mutantCommand(mutation), deadlineMs: 10_000 }),
    ),
  );
  const scenarios = scenariosOf("readdir").slice(0, 16);
  try {
    expect(mutant && (await firstToCondemn(mutant, scenarios))).toBeDefined();
    expect(same && (await firstToCondemn(same, scenarios))).toBeUndefined();
  } finally {
    await Promise.all([mutant?.close(), same?.close()]);
  }
});
