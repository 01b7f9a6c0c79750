/**
 * Rules hold for every scenario, whatever it expects; the judge has their sentences and their tests. A scenario that
 * breaks one knowingly names it in `unruly`.
 */
export const ruleNames = [
  "listed-exists",
  "existing-is-listed",
  "listed-type-is-type",
  "listed-once",
  "whiteout-is-hidden",
  "lower-unchanged",
] as const;

export type RuleName = (typeof ruleNames)[number];
