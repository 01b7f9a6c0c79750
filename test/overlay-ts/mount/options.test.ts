import { expect, test } from "vitest";
import { arrangements } from "./arrangements.ts";
import { onKernel } from "./kernel.ts";
import { inMemory } from "./memory.ts";

const isRoot = process.getuid?.() === 0;

/** The answers beside what was asked, so that a difference shows both. */
function told(answers: readonly (readonly string[])[]): readonly string[] {
  return arrangements.flatMap((steps, index) =>
    steps.map(({ options }, at) => `${JSON.stringify(options)} ${answers[index]?.[at]}`),
  );
}

test.runIf(isRoot)("mounts by root are refused and shown as by the kernel", () => {
  expect(told(inMemory(true))).toEqual(told(onKernel(true)));
});

test.runIf(isRoot)(
  "mounts by root of a user namespace are refused and shown as by the kernel",
  () => {
    expect(told(inMemory(false))).toEqual(told(onKernel(false)));
  },
);
