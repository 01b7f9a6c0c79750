import fc from "fast-check";
import { expect, test } from "vitest";
import { Machine } from "../../../adapters/overlay-ts/calls/machine.ts";
import { memoryFileSystem } from "../../../adapters/overlay-ts/memory/filesystem.ts";
import { overlayType } from "../../../adapters/overlay-ts/overlay/context.ts";
import { inNewRoot, leaveNamespace, realKernel } from "../calls/answerers.ts";
import { type Answerer, Trace } from "../calls/trace.ts";
import { layers, options, stacks } from "./layers.ts";
import { moves } from "./moves.ts";
import { survey } from "./survey.ts";

/* The same layers, the same mount and the same calls on the kernel's overlay and on this one: all that can be seen. */

const possible = process.getuid?.() === 0 && leaveNamespace();

const play = fc.record({ layers, options, stacks, moves });
const plays = fc.sample(play, { seed: 1, numRuns: 300 });

test.runIf(possible).for(plays.map((each, index) => [index, each] as const))(
  "play %i goes as on the kernel",
  ([, each]) => {
    let real: readonly string[] = [];
    inNewRoot(() => {
      real = linesOf(each, realKernel);
    });
    expect(linesOf(each, newMachine())).toEqual(real);
  },
);

type Play = (typeof plays)[number];

function linesOf(
  { layers: made, options: given, stacks: stack, moves: steps }: Play,
  by: Answerer,
) {
  const trace = new Trace(by);
  by.call("umask", [0o022]);
  const directories = ["l0", "l1", "l2", "u", "w", "m"];
  for (const directory of directories) trace.mkdir(directory);
  for (const move of made.flat()) move(trace);
  for (const directory of directories) trace.mark(directory);
  const mounted = `lowerdir=${stack},upperdir=u,workdir=w${given && `,${given}`}`;
  if (trace.call("mount", "none", "m", "overlay", 0, mounted) === 0) {
    for (const step of steps) step(trace);
    survey(trace, "m");
    trace.call("umount2", "m", 0);
  }
  for (const directory of directories) if (directory !== "w") survey(trace, directory);
  return trace.lines;
}

function newMachine(): Answerer {
  let time = BigInt(Date.now()) * 1_000_000n;
  const now = () => {
    time += 1000n;
    return time;
  };
  const rootFilesystem = memoryFileSystem({ now, device: 7, mode: 0o755 });
  return new Machine({ rootFilesystem, types: [overlayType], now, initial: true });
}
