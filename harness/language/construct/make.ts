import { type Expectation, isExpectation } from "../expectation.ts";
import { type Call, type OpName, type ValueOf, opTable } from "../step.ts";

/** The arguments of a constructor: the required ones, as many of the optional ones as wanted, the expectation last. */
type Forms<R extends readonly unknown[], O extends readonly unknown[], V> =
  | [...R, ...O, want?: Expectation<V>]
  | (O extends readonly [...infer Fewer, unknown] ? Forms<R, Fewer, V> : never);

export type Constructor<
  N extends OpName,
  R extends readonly unknown[],
  O extends readonly unknown[] = [],
> = (...args: Forms<R, O, ValueOf<N>>) => Call<N>;

/** Arguments go to the names of the op's table, in its order. */
export function make<N extends OpName>(op: N): (...args: readonly unknown[]) => Call<N> {
  const names = Object.keys(opTable[op].args);
  return (...args) => {
    const last = args.at(-1);
    const values = isExpectation(last) ? args.slice(0, -1) : args;
    if (values.length > names.length) {
      throw new TypeError(`Cannot make "${op}": it takes ${names.join(", ")} and an expectation`);
    }
    const given = values.flatMap((value, index) =>
      value === undefined ? [] : [[names[index], value]],
    );
    const want = isExpectation(last) ? { want: last } : {};
    return { op, ...Object.fromEntries(given), ...want } as Call<N>;
  };
}

export type Flags<W extends readonly string[]> = readonly W[number][];
