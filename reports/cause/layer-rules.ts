import type { CauseRule } from "./cause-rule.ts";

/* What is wrong in a layer on disk. The first rule that fits counts: what causes other differences comes before them. */

const upper = /^upper$/;
const entry = /^entry$/;
const object = /^(file|dir|symlink|chr|blk|fifo|socket)\b/;

export const layerRules: readonly CauseRule[] = [
  {
    cause: "lower was written",
    rule: "lower-unchanged",
    says: "{field} of {at} changed from {expected} to {observed}: no operation on the mount may change a lower layer",
  },
  {
    cause: "opaque marker missing",
    where: upper,
    field: /^marks\.opaque$/,
    observed: /^absent$/,
    says: "opaque marker missing in {at}: the lower's children shine through",
  },
  {
    cause: "opaque marker too many",
    where: upper,
    field: /^marks\.opaque$/,
    expected: /^absent$/,
    says: "{at} is marked opaque: it hides what the lower has there",
  },
  {
    cause: "whiteout missing",
    where: upper,
    field: entry,
    expected: /^whiteout$/,
    observed: /^absent$/,
    says: "no whiteout at {at}: what the lower has under that name comes back at the next mount",
  },
  {
    cause: "whiteout of another device",
    where: upper,
    field: /^rdev$/,
    expected: /^0:0$/,
    says: "the device at {at} is {observed}: only 0:0 is a whiteout, so the kernel would show this as a device",
  },
  {
    cause: "no whiteout but another object",
    where: upper,
    field: /^type$/,
    expected: /^whiteout$/,
    says: "{at} is a {observed} where a whiteout has to be: the name is not deleted",
  },
  {
    cause: "whiteout too many",
    where: upper,
    observed: /^(whiteout|chr 0000?)$/,
    says: "a whiteout is left at {at} where nothing has to be hidden",
  },
  {
    cause: "redirect wrong",
    where: upper,
    field: /^marks\.redirect$/,
    says: "redirect of {at} is {observed}, not {expected}: the renamed directory does not find its lower children",
  },
  {
    cause: "digest wrong",
    where: upper,
    field: /^marks\.metacopy$/,
    expected: /^digest /,
    says: "the digest of {at} is {observed}, not {expected}: its data is refused, or taken without looking",
  },
  {
    cause: "metacopy wrong",
    where: upper,
    field: /^marks\.metacopy$/,
    says: "metacopy of {at} is {observed}, not {expected}: data is taken from the wrong layer",
  },
  {
    cause: "overlay mark differs",
    field: /^marks\./,
    says: "overlay's own attribute {name} of {at} is {observed}, not {expected}",
  },
  {
    cause: "not copied up",
    where: upper,
    field: entry,
    expected: object,
    observed: /^absent$/,
    says: "{at} is not there: what changed was not copied up",
  },
  {
    cause: "copied up without need",
    where: upper,
    field: entry,
    expected: /^absent$/,
    observed: object,
    says: "{at} is there ({observed}): upper has to hold nothing under that name",
  },
  {
    cause: "work directory not clean",
    where: /^work$/,
    says: "{at} is left in the work directory: {observed}",
  },
];
