import { describe, expect, test } from "vitest";
import { dir, file, list, open, rename, suite, unlink } from "../../harness/language/index.ts";
import { handedOver } from "../../harness/run/handover.ts";

function one(steps: Parameters<typeof suite>[1][number]["steps"], mount?: "none") {
  const [scenario] = suite("area", [
    {
      title: "a scenario",
      cites: ["x/1"],
      lowers: [[dir("/d"), file("/d/f", "lower")]],
      steps,
      merged: {},
      ...(mount && { mount }),
    },
  ]).scenarios;
  if (scenario === undefined) throw new Error("a suite of one scenario has none");
  return scenario;
}

describe("a scenario whose layers change hands", () => {
  const written = one([open("r", "/d/f", ["O_RDONLY"]), rename("/d/f", "/g")]);
  const { steps, merged } = handedOver(written);
  const rest = steps.slice(written.steps.length);

  test("begins as it is written", () => {
    expect(steps.slice(0, written.steps.length)).toEqual(written.steps);
  });

  test("closes what is open before it is mounted again", () => {
    expect(rest.slice(0, 2)).toMatchObject([{ op: "close", slot: "r" }, { op: "remount" }]);
  });

  test("changes everything that it names, the deepest first, and lets the reference judge", () => {
    const removed = rest.filter(({ op }) => op === "rmdir");
    expect(removed).toMatchObject([{ path: "/d/f" }, { path: "/d" }, { path: "/g" }]);
    expect(rest.every((step) => "want" in step && "recorded" in (step.want ?? {}))).toBe(true);
    expect(rest.at(-1)).toMatchObject({ op: "remount" });
  });

  test("no longer ends as it was written", () => {
    expect(written.merged).toEqual({});
    expect(merged).toBeUndefined();
  });

  test("stays as it is where it mounts by itself", () => {
    const host = one([unlink("/d/f"), list("/")], "none");
    expect(handedOver(host)).toBe(host);
  });
});
