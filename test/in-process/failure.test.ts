import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { outcomeOf } from "../../harness/agent/in-process/failure.ts";

const error = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), more);

test.for([
  ["its code", error("gone", { code: "ENOENT", errno: -1 }), { errno: "ENOENT" }],
  ["its code, under Linux's name", error("no", { code: "ENOTSUP" }), { errno: "EOPNOTSUPP" }],
  ["its message", error("ERROR: rename: EXDEV: crosses"), { errno: "EXDEV" }],
  ["its message, not a code of node", error("EBUSY", { code: "ERR_FS" }), { errno: "EBUSY" }],
  ["its number", error("failed", { errno: 39 }), { errno: "ENOTEMPTY" }],
  ["its negative number", error("failed", { errno: -39 }), { errno: "ENOTEMPTY" }],
] as const)("an error has the errno of %s", ([, thrown, outcome]) => {
  expect(outcomeOf(thrown)).toEqual(outcome);
});

test("an error of node has its errno", async () => {
  const thrown: unknown = await readFile("/nowhere").catch((cause: unknown) => cause);
  expect(outcomeOf(thrown)).toEqual({ errno: "ENOENT" });
});

test.for([
  [
    new TypeError("Cannot read properties of undefined\n    at f (/home/me/lib.js:1:1)"),
    "TypeError: Cannot read properties of undefined",
  ],
  [error("cannot open /home/me/lib/store.db (3)"), "Error: cannot open …/store.db (3)"],
  [error("cannot load file:///home/me/lib.js"), "Error: cannot load …/lib.js"],
  ["just text", "just text"],
  [undefined, "undefined"],
] as const)("what names no errno is told as it is, without paths", ([thrown, threw]) => {
  expect(outcomeOf(thrown)).toEqual({ threw });
});
