import type { CauseRule } from "./cause-rule.ts";

/* What a call answered. */

const outcome = /^outcome$/;
const errno = /^E[A-Z0-9]+$/;

export const outcomeRules: readonly CauseRule[] = [
  { cause: "setting up failed", where: /^setup$/, says: "setting up {path} gives {observed}" },
  {
    cause: "{observed} instead of {expected}",
    where: outcome,
    expected: errno,
    observed: errno,
    says: "the call fails with {observed}, and {expected} is the right error",
  },
  {
    cause: "succeeds instead of {expected}",
    where: outcome,
    expected: errno,
    says: "the call succeeds ({observed}), and has to fail with {expected}",
  },
  {
    cause: "refused with {observed}",
    where: outcome,
    observed: errno,
    says: "the call fails with {observed}, and has to succeed ({expected})",
  },
  {
    cause: "wrong {name} in the answer",
    where: outcome,
    field: /^value\./,
    says: "the answer's {name} is {observed}, not {expected}",
  },
  {
    cause: "zeros instead of data",
    where: outcome,
    observed: /^\{"hex":"(?:00)+"\}$/,
    says: "the call answers zero bytes, not {expected}: there is room for the data, and it was never written",
  },
  {
    cause: "wrong answer",
    where: outcome,
    says: "the call answers {observed}, not {expected}",
  },
];
