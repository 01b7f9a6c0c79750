import type { Kind } from "../kind.ts";
import { problem, show } from "../kind.ts";
import type { Fields, RecordOf } from "../record.ts";

/** What the harness knows of one op, beside how to carry it out. */
export interface OpSpec<F extends Fields = Fields, V = unknown> {
  /** The arguments, in the order in which the constructor takes them: required ones first. */
  readonly args: F;
  /** What a success answers. */
  readonly gives: Kind<V>;
  /**
   * Whether the op can change what an observer sees; only then are the trees looked at again after it.
   * Copy-up counts as a change, so opening for writing does.
   */
  readonly changes: boolean | ((args: RecordOf<F>) => boolean);
}

export function op<F extends Fields, V>(
  args: F,
  gives: Kind<V>,
  changes: OpSpec<F, V>["changes"] = false,
): OpSpec<F, V> {
  return { args, gives, changes };
}

/** Gives nothing but its success. */
export const nothing: Kind<null> = {
  schema: { type: "null" },
  check: (value, at) => (value === null ? [] : problem(at, `expected null, found ${show(value)}`)),
};

export const changing = true;
