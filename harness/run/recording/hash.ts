import { createHash } from "node:crypto";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import type { Transcript } from "../../language/transcript.ts";
import { stableText } from "./stable.ts";

const hashes = new WeakMap<IdentifiedScenario, string>();

/** Of what a scenario does: layers, options and calls. What it expects may change without a new recording. */
export function hashOf(scenario: IdentifiedScenario): string {
  const known = hashes.get(scenario);
  if (known !== undefined) return known;
  const { lowers, upperBefore, mount, steps, observe } = scenario;
  const done = { lowers, upperBefore, mount, steps, observe };
  const text = JSON.stringify(done, (key, value: unknown) => (key === "want" ? undefined : value));
  const hash = digest(text);
  hashes.set(scenario, hash);
  return hash;
}

export function digestOf(transcript: Transcript): string {
  return digest(stableText(transcript));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
