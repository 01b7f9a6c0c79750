import type { FeatureSet } from "./feature.ts";
import type { IdentifiedScenario } from "./scenario.ts";
import type { Observation, Outcome, SetupFailure } from "./transcript.ts";

/**
 * The agent protocol: one JSON value a line, on the standard streams of any program. docs/protocol.md is normative.
 *
 * The agent speaks first (`ready` or `unavailable`). Each `run` is answered by a `step` for every step as it goes
 * and by one `done`. Runs may be sent ahead; they are answered in order. The end of its input ends the agent.
 */
export const protocolVersion = 1;

export type Request = RunRequest;

export interface RunRequest {
  readonly type: "run";
  readonly run: number;
  readonly scenario: IdentifiedScenario;
  /** `never` carries out the steps bare, for comparison of cost. */
  readonly observe: "each" | "end" | "never";
  /** A directory for a copy of the layers as the last step left them. */
  readonly keep?: string;
}

export type Answer = Ready | UnavailableAnswer | StepAnswer | DoneAnswer | FaultAnswer;

export interface Ready {
  readonly type: "ready";
  readonly protocol: number;
  readonly name: string;
  readonly version: string;
  /** What the machine lets this subject do, and what a mount can do when it is asked to. */
  readonly features: FeatureSet;
  readonly lacks: Lacks;
  /** `root`, `user namespace`, or `plain` where nothing is mounted. */
  readonly privilege: "root" | "user namespace" | "plain";
  /** How many times longer than asked for a step may take, from 1: an emulated machine is that much slower. */
  readonly patience?: number;
  /** More that a report should show, such as the filesystem of the layers. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface UnavailableAnswer {
  readonly type: "unavailable";
  readonly reason: string;
  /** The command or the choice that would change it. */
  readonly remedy: string;
  /** A program that is missing: what was asked for was not tried yet. */
  readonly program?: string;
}

export interface StepAnswer {
  readonly type: "step";
  readonly run: number;
  readonly step: number;
  readonly outcome: Outcome;
}

export interface DoneAnswer {
  readonly type: "done";
  readonly run: number;
  readonly observations: readonly Observation[];
  readonly features: FeatureSet;
  readonly setup?: SetupFailure;
}

/** The agent itself is at fault, not its subject. */
export interface FaultAnswer {
  readonly type: "fault";
  readonly run: number;
  readonly message: string;
}

/**
 * What a subject cannot express, each with a sentence saying why: an op by its name, a field of an entry as
 * `entry.nlink`, a whole tree as `tree.work`, a mount option as
 * `mount.upper` or one value of it as `mount.redirect_dir=off`, or a feature by its name.
 */
export type Lacks = Readonly<Record<string, string>>;
