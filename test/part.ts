/*
 * The tests that carry the whole suite out, several times over, take minutes. The gate before a commit takes one scenario
 * in some, always the same ones; `npm test` and CI take all.
 */

const oneIn = Number(process.env["ONE_SCENARIO_IN"] ?? "1");
if (!Number.isInteger(oneIn) || oneIn < 1) {
  throw new Error(
    `Cannot choose scenarios: ONE_SCENARIO_IN is "${process.env["ONE_SCENARIO_IN"]}"`,
  );
}

/** Whether all are tried. */
export const isWhole = oneIn === 1;

/** What is tried of them, in their order. */
export function part<T>(all: readonly T[]): readonly T[] {
  return all.filter((_, index) => index % oneIn === 0);
}
