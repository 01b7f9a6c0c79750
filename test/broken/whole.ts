import { execaSync } from "execa";
import type { MountedSubject } from "../../adapters/adapter.ts";
import type { Outcome } from "../../harness/language/transcript.ts";
import type { Fault, Site } from "./fault.ts";

/* Subjects that are wrong as a whole: no area can miss them. */

/** Steps that go well before the end. */
const grace = 1;

export const wholeFaults: readonly Fault[] = [
  {
    name: "says-yes",
    says: "answers success to everything",
    shows: /^outcome errno$/,
    tamper: () => ({ after: (_step, outcome) => ("errno" in outcome ? yes : outcome) }),
  },
  {
    name: "plain-directory",
    says: "copies the layers into one directory and calls it merged",
    shows: /^upper |^merged |^outcome /,
    instead: plainDirectory,
  },
  {
    name: "hangs",
    says: "does not return from a step",
    areas: ["whiteout", "merge", "readdir"],
    shows: /^hang$/,
    tamper: () => ending(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)),
  },
  {
    name: "dies",
    says: "ends its process half way",
    areas: ["whiteout", "merge", "readdir"],
    shows: /^crash$/,
    tamper: () => ending(() => process.exit(7)),
  },
];

const yes: Outcome = { value: null };

function ending(end: () => void) {
  let steps = 0;
  return {
    after<T>(_step: unknown, outcome: T): T {
      steps += 1;
      if (steps > grace) end();
      return outcome;
    },
  };
}

/** Bottom first, so that what is above wins. What cannot be copied is simply not there. */
function plainDirectory({ layers: { lowers, upper, merged } }: Site): MountedSubject {
  for (const layer of [...lowers.toReversed(), upper]) {
    execaSync("cp", ["-a", `${layer}/.`, merged], { reject: false });
  }
  const nothing = async (): Promise<void> => undefined;
  return { features: {}, remount: nothing, close: nothing };
}
