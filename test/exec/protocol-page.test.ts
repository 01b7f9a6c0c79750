import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checked } from "./converse.ts";

// Every message that the page shows is one that the schema allows.

const page = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
const shown = [...page.matchAll(/```json\n(?<message>[^`]*)```/g)].map(
  ({ groups }) => JSON.parse(groups?.["message"] ?? "") as { readonly type: string },
);

test.for(shown.map((message) => [message.type, message] as const))("%s", ([, message]) => {
  expect(checked(message)).toBe(message);
});

test("the page shows every kind of message", () => {
  expect(new Set(shown.map(({ type }) => type))).toEqual(
    new Set(["ready", "unavailable", "run", "step", "done", "fault"]),
  );
});
