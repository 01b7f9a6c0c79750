import type { Transcript } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";

/** Undefined where both were set up. Otherwise nothing else can be judged. */
export function judgeSetup(
  ours: Transcript,
  reference: Transcript | undefined,
): readonly Mismatch[] | undefined {
  const place = { step: -1, where: "setup", field: "errno" } as const;
  if (ours.setup !== undefined) {
    const { at, errno } = ours.setup;
    return [{ ...place, path: at, expected: "ok", observed: errno, against: "expectation" }];
  }
  if (reference?.setup === undefined) return undefined;
  const { at, errno } = reference.setup;
  return [{ ...place, path: at, expected: errno, observed: "ok", against: "reference" }];
}
