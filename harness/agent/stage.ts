import type { HandleIndex } from "../observe/overlay-xattr.ts";
import type { RawTrees } from "../observe/raw.ts";
import type { FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Step } from "../language/step.ts";
import type { Outcome, SetupFailure } from "../language/transcript.ts";

/** One scenario, set up on a subject: what the agent's server needs, whatever the subject is. */
export interface Stage {
  /** Effective on this mount. */
  readonly features: FeatureSet;
  /** Where overlay's own extended attributes live: `trusted.overlay.` or `user.overlay.`. */
  readonly xattrPrefix: string;
  /** Names the object that a file handle in an extended attribute leads to. */
  readonly handles: HandleIndex;
  /** Carries out one step. Never throws for what the subject does. */
  perform(step: Step): Outcome | Promise<Outcome>;
  /** Every tree as it is now. */
  look(): RawTrees | Promise<RawTrees>;
  /** Copies the layers to a directory, for somebody who wants to look at them. */
  keep?(directory: string): Promise<void>;
  /** Unmounts and removes everything that the scenario made. */
  close(): void | Promise<void>;
}

/** Builds the layers and mounts. */
export type Setting = (scenario: IdentifiedScenario) => Promise<Stage | SetupFailure>;

/** A setting, and what the machine lets it do. */
export interface Prepared {
  readonly setting: Setting;
  readonly machine: FeatureSet;
  /** What the adapter declared, and what nobody can express in its way of joining. */
  readonly lacks: Lacks;
}

export function isFailure(stage: Stage | SetupFailure): stage is SetupFailure {
  return "errno" in stage;
}
