import type { Fault } from "../fault.ts";
import type { Mutation, Row } from "./mutation.ts";
import { files } from "./rows/files.ts";
import { mounts } from "./rows/mounts.ts";
import { names } from "./rows/names.ts";
import { rights } from "./rows/rights.ts";

/* For each area a line of the overlay in TypeScript that does the opposite of what the area is about. */

export interface Inversion extends Pick<Fault, "name" | "says"> {
  /** Each of them has to condemn it. */
  readonly areas: readonly string[];
  readonly mutation: Mutation;
}

/** Those that much of the suite finds out stand first: `npm run teeth` is done sooner. */
const rows: readonly Row[] = [...names, ...files, ...rights, ...mounts];

/** A name for each: the area that it is about first, with a number where there are more. */
export const inversions: readonly Inversion[] = rows.map(
  ([areas, says, file, find, replace], index) => {
    const [first = "", ...others] = areas.split(" ");
    const before = rows.slice(0, index).filter(([each]) => each.split(" ")[0] === first).length;
    return {
      name: `inverted-${first}${before === 0 ? "" : `-${before + 1}`}`,
      says,
      areas: [first, ...others],
      mutation: { file, find, replace },
    };
  },
);
