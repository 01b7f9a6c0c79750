/*
 * The tests that carry the whole suite out, several times over, take minutes. CI takes one scenario in sixteen, the gate
 * before a commit one in a hundred, always the same ones; `npm test` takes all.
 */

const oneIn = Number(process.env["ONE_SCENARIO_IN"] ?? "1");
if (!Number.isInteger(oneIn) || oneIn < 1) {
  throw new Error(
    `Cannot choose scenarios: ONE_SCENARIO_IN is "${process.env["ONE_SCENARIO_IN"]}"`,
  );
}

/** Whether all are tried. */
export const isWhole = oneIn === 1;

/** Whether of cases that differ little a few have to do. */
export const isQuick = oneIn > 16;

/** Of cases that differ little: the first, or all. */
export const few = <T>(all: readonly T[]): readonly T[] => (isQuick ? all.slice(0, 1) : all);

/** What is tried of them, in their order. */
export function part<T>(all: readonly T[]): readonly T[] {
  return all.filter((_, index) => index % oneIn === 0);
}

/** The same, and then what is left, part by part: for those who go on until they have found something. */
export function parts<T>(all: readonly T[]): readonly (readonly T[])[] {
  const step = Math.min(oneIn, all.length);
  return Array.from({ length: step }, (_, rest) => all.filter((_, at) => at % step === rest));
}
