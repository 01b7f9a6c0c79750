import { expect, test } from "vitest";
import { acl } from "../../harness/language/index.ts";

test("an access control list is written as the kernel keeps it", () => {
  expect(
    acl(
      { tag: "owner", permissions: "rw-" },
      { tag: "user", id: 1000, permissions: "r--" },
      { tag: "other", permissions: "--x" },
    ),
  ).toEqual({ hex: "0200000001000600ffffffff02000400e803000020000100ffffffff" });
});

test("permissions that are not three letters are refused", () => {
  expect(() => acl({ tag: "owner", permissions: "6" })).toThrow(/write them as rwx or r--/);
});
