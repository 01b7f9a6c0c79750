import { expect, test } from "vitest";
import { inNewRoot, leaveNamespace, newMachine, realKernel } from "./answerers.ts";
import { sequences } from "./sequences/index.ts";
import { Trace } from "./trace.ts";

/* The same calls on the kernel of this machine and on the one in TypeScript: every answer has to be the same. */

const possible = process.getuid?.() === 0 && leaveNamespace();

test.runIf(possible).for(Object.entries(sequences))("%s", ([, sequence]) => {
  const real = new Trace(realKernel);
  inNewRoot(() => {
    realKernel.call("umask", [0o022]);
    sequence(real);
  });
  const own = new Trace(newMachine());
  sequence(own);
  expect(own.lines).toEqual(real.lines);
});
