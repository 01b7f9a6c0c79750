import { loadScenarios } from "../run/manifest.ts";
import type { ReferencePlan } from "../run/plan.ts";
import { type Probed, probe } from "../run/probe.ts";
import { recorded } from "../run/recording/read.ts";
import { adapterPlan, kernelOrRecording, recordingPlan } from "../run/reference.ts";
import { inapplicable } from "../run/applicability.ts";
import { optionsFor } from "./adapter-options.ts";
import { register } from "../run/registry.ts";

/**
 * What judges where nothing is written. The default is the live kernel, or a recording; where only Linux kernels are
 * judged, nothing.
 *
 * @throws RecordingError, and what `probe` throws
 */
export async function referenceOf(
  asked: string | undefined,
  labels: readonly string[],
  given: readonly string[],
  deadlineMs: number,
  subjects: Promise<readonly Probed[]>,
): Promise<ReferencePlan | undefined> {
  if (asked === "none") return undefined;
  if (asked?.startsWith("linux-") === true) return recordingPlan(asked);
  if (asked !== undefined) {
    // What is said without a name is for those that are judged.
    const own = labels.includes(asked) ? [] : given.filter((each) => each.startsWith(`${asked}:`));
    return adapterPlan(await probe(asked, optionsFor(asked, [asked], own), deadlineMs));
  }
  const registered = await Promise.all(labels.map((label) => register(label, {})));
  if (registered.every(({ linux }) => linux)) return undefined;
  const privileges = async () => {
    const judged = (await subjects).filter(({ linux }) => !linux);
    return judged.map(({ info }) => info.privilege);
  };
  return kernelOrRecording(deadlineMs, privileges, (line) => console.error(line));
}

/** Says of how many scenarios a recording knows nothing, or only how they once were. */
export async function tellGaps(reference: ReferencePlan, ids: readonly string[]): Promise<void> {
  const [kind, name = ""] = reference.command;
  if (kind !== "recording") return;
  const count = { missing: 0, stale: 0 };
  for (const scenario of await loadScenarios(new Set(ids))) {
    if (inapplicable(scenario, reference.features, reference.lacks) !== undefined) continue;
    const found = recorded(name, scenario);
    if (typeof found === "string") count[found] += 1;
  }
  if (count.missing + count.stale === 0) return;
  console.error(
    `the recording ${name} is stale for ${count.stale} scenarios and does not have ${count.missing}: what is written judges them alone. Record it again: npm run conformance -- record --help`,
  );
}
