import { beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import { handedOver } from "../../harness/run/handover.ts";
import { register } from "../../harness/run/registry.ts";
import { built } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { tryAll } from "../broken/condemn.ts";

/* The whole suite on the overlay in TypeScript, with the live kernel's word on every observation. */

const root = process.getuid?.() === 0;
const scenarios = suites.flatMap((suite) => suite.scenarios);
const deadlineMs = 10_000;

type Options = Readonly<Record<string, string>>;

/** Where koffi cannot even be loaded. */
const withoutKoffi = `--import=data:text/javascript,${encodeURIComponent(
  `import { Module } from "node:module";
   const load = Module._load;
   Module._load = (name, ...rest) => {
     if (name === "koffi") throw new Error("no koffi here");
     return load(name, ...rest);
   };`,
)}`;

async function transcripts(command: readonly string[], of: readonly IdentifiedScenario[]) {
  const found = new Map<string, Transcript | string>();
  for (const { scenario, report } of await tryAll(command, of, deadlineMs)) {
    found.set(
      scenario.id,
      report.kind === "done" ? report.transcript : `${report.kind}: ${report.message}`,
    );
  }
  return found;
}

/** What differs, and how many scenarios were compared. */
async function compared(command: readonly string[], of: readonly IdentifiedScenario[]) {
  const kernel = await register("kernel", {});
  const [ours, theirs] = await Promise.all([
    transcripts(command, of),
    transcripts(kernel.command, of),
  ]);
  const wrong: unknown[] = [];
  let count = 0;
  for (const scenario of of) {
    const [mine, reference] = [ours.get(scenario.id), theirs.get(scenario.id)];
    if (mine === undefined || reference === undefined || typeof reference === "string") continue;
    count += 1;
    if (typeof mine === "string") wrong.push([scenario.id, mine]);
    else {
      const against = { name: "kernel", transcript: reference };
      const { mismatches } = judge(scenario, mine, { reference: against, differential: true });
      if (mismatches.length > 0) wrong.push([scenario.id, mismatches]);
    }
  }
  return { wrong, share: count / of.length };
}

const command = async (options: Options, label = "overlay-ts") =>
  (await register(label, options)).command;

const slow = { timeout: 120_000 };

describe.runIf(root)("overlay-ts does what the kernel does, in every observation,", slow, () => {
  test("in memory, where native code cannot be loaded", async () => {
    const parts = await command({ store: "memory" });
    const node = parts.indexOf(process.execPath);
    const bare = [...parts.slice(0, node + 1), withoutKoffi, ...parts.slice(node + 1)];
    const { wrong, share } = await compared(bare, scenarios);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.95);
  });

  test("on directories of the host", async () => {
    const { wrong, share } = await compared(await command({ store: "directory" }), scenarios);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.95);
  });
});

describe.runIf(root)("layers change hands", slow, () => {
  const extended = scenarios.map(handedOver);

  test.for(["to kernel", "from kernel"])("%s, and nobody can tell", async (handover) => {
    const { wrong, share } = await compared(await command({ handover }), extended);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.95);
  });

  let lossy: readonly string[] = [];
  beforeAll(async () => {
    lossy = await command({ handover: "to kernel" }, built("test/broken/lossy-handover.js"));
  });

  test.for([
    ["opaque", "opaque marks"],
    ["redirect", "redirects"],
  ] as const)("and what is lost on the way is noticed: %s", async ([area]) => {
    const { wrong } = await compared(
      lossy,
      extended.filter(({ id }) => id.startsWith(`${area}/`)),
    );
    expect(wrong.length).toBeGreaterThan(0);
  });
});
