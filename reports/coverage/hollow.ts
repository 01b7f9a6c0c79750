import type { Ledger } from "./trace.ts";

/** Of how many words a sentence is at least that tells somebody why. */
const fewestWords = 6;
/** What is said where a scenario is owed, and not a reason given. */
const owed = /\b(yet|todo|tbd|fixme|later|someday|unwritten|unknown|not (written|done|covered))\b/i;

/** Reasons that give none: those that put the scenario off, and those too short to be one. */
export function hollow({ reasons }: Pick<Ledger, "reasons">): readonly string[] {
  return Object.entries(reasons)
    .filter(([, reason]) => owed.test(reason) || reason.split(/\s+/).length < fewestWords)
    .map(([id]) => id);
}
