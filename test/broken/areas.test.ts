import { readFileSync } from "node:fs";
import { withDir } from "tmp-promise";
import { describe, expect, test } from "vitest";
import { AgentClient } from "../../harness/run/agent-client.ts";
import { built } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { few } from "../part.ts";
import { firstToCondemn } from "./condemn.ts";
import { faults } from "./faults.ts";
import { inversions } from "./mutant/inversions.ts";
import { mutantCommand } from "./mutant/bundle.ts";
import type { Mutation } from "./mutant/mutation.ts";

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

test("what is changed stands in one line of the overlay", () => {
  const missing = inversions.filter(({ mutation }) => {
    const text = readFileSync(built(`adapters/overlay-ts/${mutation.file}.js`), "utf8");
    return text.split("\n").filter((line) => line.includes(mutation.find)).length !== 1;
  });
  expect(missing.map(({ name }) => name)).toEqual([]);
});

async function onMutant<T>(
  mutation: Mutation,
  use: (client: AgentClient) => Promise<T>,
): Promise<T> {
  return withDir(
    async ({ path }) => {
      const command = await mutantCommand(mutation, path, "mutant");
      const client = await AgentClient.open({ command, deadlineMs: 10_000 });
      try {
        return await use(client);
      } finally {
        await client.close();
      }
    },
    { unsafeCleanup: true },
  );
}

describe.concurrent("its area condemns a subject that", () => {
  // Each has an agent of its own: the gate starts one.
  test.for(few(inversions).map((inversion) => [inversion.says, inversion] as const))(
    "%s",
    async ([, { mutation, areas }]) => {
      await onMutant(mutation, async (client) => {
        for (const area of areas) {
          expect(await firstToCondemn(client, scenariosOf(area)), area).toBeDefined();
        }
      });
    },
  );
});

test("the same scenarios have nothing against an overlay that is not changed", async () => {
  const find = "names.delete(name);";
  const condemned = async (replace: string) =>
    onMutant({ file: "overlay/merge", find, replace }, async (client) =>
      firstToCondemn(client, scenariosOf("readdir").slice(0, 16)),
    );
  expect(await condemned(";")).toBeDefined();
  expect(await condemned(find)).toBeUndefined();
});

test("a mutation of what is not there, or stands there twice, is refused", async () => {
  const mutation = { file: "overlay/merge", replace: "" };
  const use = async (client: AgentClient) => client.info;
  const none = { ...mutation, find: "what is not there" };
  await expect(onMutant(none, use)).rejects.toThrow("stands in 0 lines");
  await expect(onMutant({ ...mutation, find: "const" }, use)).rejects.toThrow(/in \d+ lines/);
});
