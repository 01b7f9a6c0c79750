import type { FeatureSet } from "../language/feature.ts";
import type { Lacks, Ready } from "../language/protocol.ts";
import type { KnownFailure } from "../judge/known-failures.ts";
import type { AdapterInfo } from "./results.ts";

/** What results keep of an agent's announcement. What else it says is between it and the run. */
export function adapterInfo(
  { name, version, privilege, features, lacks, details }: Omit<Ready, "type" | "protocol">,
  options: AdapterInfo["options"],
): AdapterInfo {
  return { name, version, privilege, features, lacks, options, ...(details && { details }) };
}

/** Everything that a worker has to know of a run: plain data, because it crosses to another process. */
export interface RunPlan {
  readonly subjects: readonly SubjectPlan[];
  /** What judges observations that have no written expectation. */
  readonly reference?: ReferencePlan;
  /** Milliseconds that one step may take. */
  readonly deadlineMs: number;
  /** Agents of each subject in one worker. */
  readonly agents: number;
  /** How often each scenario runs. */
  readonly repeat: number;
  /** Scenarios by id; absent is all. */
  readonly selected?: readonly string[];
  /** Whether the reference judges what has a written expectation too. */
  readonly differential?: true;
  /** Whether each scenario goes on when its layers have changed hands. */
  readonly handover?: true;
  /** A directory for copies of the layers of every scenario. */
  readonly keep?: string;
}

export interface SubjectPlan {
  /** The adapter as the user named it: the name of its column. */
  readonly label: string;
  readonly command: readonly string[];
  readonly info: AdapterInfo;
  readonly known: readonly KnownFailure[];
  /** The file of them. */
  readonly knownFailures: string;
  /** The reference does not judge it: it is a Linux kernel itself, and nobody has asked for another one's opinion. */
  readonly sovereign?: true;
}

export interface ReferencePlan {
  /** `kernel 6.18.44` */
  readonly name: string;
  readonly label: string;
  readonly command: readonly string[];
  readonly features: FeatureSet;
  readonly lacks: Lacks;
}
