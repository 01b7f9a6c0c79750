import type { RunRequest } from "../language/protocol.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Transcript } from "../language/transcript.ts";

/** What became of one scenario. */
export type Report = Ended & {
  /** Milliseconds that the scenario itself took, without what was sent before it. */
  readonly ms?: number;
};

export type Ended =
  | { readonly kind: "done"; readonly transcript: Transcript }
  /** The step did not return by its deadline. */
  | { readonly kind: "hang"; readonly step: number; readonly message: string }
  /** The agent died in the step. */
  | { readonly kind: "crash"; readonly step: number; readonly message: string }
  /** The harness or the adapter is at fault. */
  | { readonly kind: "error"; readonly message: string };

/** Carries scenarios out, wherever it is. */
export interface Runner {
  run(scenario: IdentifiedScenario, observe: RunRequest["observe"], keep?: string): Promise<Report>;
  close(): Promise<void>;
}
