import { beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../harness/judge/judge.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import { handedOver } from "../../harness/run/handover.ts";
import { register } from "../../harness/run/registry.ts";
import { built } from "../../harness/run/where.ts";
import { suites } from "../../suites/index.ts";
import { tryAll } from "../broken/condemn.ts";
import { isQuick, isWhole, part, parts } from "../part.ts";

/* The whole suite on the overlay in TypeScript, with the live kernel's word on every observation. */

const root = process.getuid?.() === 0;
const scenarios = part(suites.flatMap((suite) => suite.scenarios));
const deadlineMs = 10_000;

type Options = Readonly<Record<string, string>>;
type Scenarios = readonly IdentifiedScenario[];

/** Where koffi cannot even be loaded. */
const withoutKoffi = `--import=data:text/javascript,${encodeURIComponent(
  `import { Module } from "node:module";
   const load = Module._load;
   Module._load = (name, ...rest) => {
     if (name === "koffi") throw new Error("no koffi here");
     return load(name, ...rest);
   };`,
)}`;

async function transcripts(command: readonly string[], of: Scenarios) {
  const found = new Map<string, Transcript | string>();
  let machine: FeatureSet = {};
  for (const { scenario, report, features } of await tryAll(command, of, deadlineMs)) {
    machine = features;
    found.set(
      scenario.id,
      report.kind === "done" ? report.transcript : `${report.kind}: ${report.message}`,
    );
  }
  return { found, machine };
}

/** What the live kernel answers, asked once for all that is compared with it. */
const kernels = new Map<Scenarios, ReturnType<typeof transcripts>>();

async function kernelOn(of: Scenarios): ReturnType<typeof transcripts> {
  const asked =
    kernels.get(of) ?? register("kernel", {}).then(async ({ command }) => transcripts(command, of));
  kernels.set(of, asked);
  return asked;
}

/** What differs, and how many scenarios were compared. */
async function compared(command: readonly string[], of: Scenarios) {
  const [ours, theirs] = await Promise.all([transcripts(command, of), kernelOn(of)]);
  const wrong: unknown[] = [];
  let count = 0;
  for (const scenario of of) {
    const [mine, reference] = [ours.found.get(scenario.id), theirs.found.get(scenario.id)];
    if (mine === undefined || reference === undefined || typeof reference === "string") continue;
    count += 1;
    if (typeof mine === "string") wrong.push([scenario.id, mine]);
    else {
      const against = { name: "kernel", transcript: reference };
      const bench = { reference: against, features: ours.machine, differential: true };
      const { mismatches } = judge(scenario, mine, bench);
      if (mismatches.length > 0) wrong.push([scenario.id, mismatches]);
    }
  }
  return { wrong, share: count / of.length };
}

const command = async (options: Options, label = "overlay-ts") =>
  (await register(label, options)).command;

const slow = { timeout: 600_000 };

describe.runIf(root)("overlay-ts does what the kernel does, in every observation,", slow, () => {
  test("in memory, where native code cannot be loaded", async () => {
    const parts = await command({ store: "memory" });
    const node = parts.indexOf(process.execPath);
    const bare = [...parts.slice(0, node + 1), withoutKoffi, ...parts.slice(node + 1)];
    const { wrong, share } = await compared(bare, scenarios);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.9);
  });

  test("on directories of the host", async () => {
    const { wrong, share } = await compared(await command({ store: "directory" }), scenarios);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.9);
  });
});

describe.runIf(root)("layers change hands", slow, () => {
  const extended = scenarios.map(handedOver);

  test.for(["to kernel", "from kernel"])("%s, and nobody can tell", async (handover) => {
    const { wrong, share } = await compared(await command({ handover }), extended);
    expect(wrong).toEqual([]);
    expect(share).toBeGreaterThan(0.9);
  });

  let lossy: readonly string[] = [];
  beforeAll(async () => {
    lossy = await command({ handover: "to kernel" }, built("test/broken/lossy-handover.js"));
  });

  test.skipIf(isQuick).for([
    ["opaque", "opaque marks"],
    ["redirect", "redirects"],
  ] as const)("and what is lost on the way is noticed: %s", async ([area]) => {
    const whole = suites.find((suite) => suite.area === area)?.scenarios ?? [];
    let found = 0;
    for (const few of parts(whole)) {
      found += (await compared(lossy, few.map(handedOver))).wrong.length;
      if (found > 0 && !isWhole) break;
    }
    expect(found).toBeGreaterThan(0);
  });
});
