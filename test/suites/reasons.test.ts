import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hollow } from "../../reports/coverage/hollow.ts";
import { readLedger } from "../../reports/coverage/trace.ts";

const ledger = readLedger((path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"),
);

test("every reason in coverage/reasons.json is one that somebody can weigh", () => {
  expect(hollow(ledger), "Say what it asserts and why no mount can show it, or write it.").toEqual(
    [],
  );
});

test.each([
  "not written yet",
  "to be covered: tbd how a mount could show this to anybody",
  "needs an op that somebody is going to write later",
  "not a filesystem",
  "",
])("a reason that puts the scenario off is refused: %j", (reason) => {
  expect(hollow({ reasons: { "some/1": reason } })).toEqual(["some/1"]);
});

test("a reason that says what is asserted and what is wanting is accepted", () => {
  const reason = "asserts the repair tool of a third party, not the filesystem";
  expect(hollow({ reasons: { "some/1": reason } })).toEqual([]);
});
