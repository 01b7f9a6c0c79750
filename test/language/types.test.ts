import { expect, test } from "vitest";
import {
  as,
  chmod,
  fails,
  gives,
  lstat,
  mkdir,
  oneOf,
  open,
  readFile,
  rename,
  rmdir,
  same,
  succeeds,
  when,
} from "../../harness/language/index.ts";

// A wrong type in a scenario is a compile error. This file is type-checked with the rest: a line that stops being an
// error makes its `@ts-expect-error` one.

export const right = [
  mkdir("/d"),
  mkdir("/d", fails("EEXIST")),
  mkdir("/d", 0o700, oneOf(succeeds, fails("EEXIST"))),
  rename("/d", "/e", when("redirect_dir", succeeds, fails("EXDEV"))),
  rename("/d", "/e", ["RENAME_EXCHANGE"], fails("EINVAL")),
  lstat("/f", gives({ mode: 0o644, ino: same("f"), mtime: { sec: 1 } })),
  open("r", "/f", ["O_RDONLY", "O_NOFOLLOW"]),
  as({ uid: 1000, gid: 1000, caps: ["CAP_CHOWN"] }, chmod("/f", 0o600)),
  readFile("/f", gives("new")),
  readFile("/f", oneOf(gives("old"), gives("new"), fails("ENOENT"))),
];

// @ts-expect-error a file's content is a string or bytes, never a number
export const wrongValue = readFile("/f", gives(3));
// @ts-expect-error the same among several outcomes
export const wrongAmong = readFile("/f", oneOf(gives("old"), gives(3)));
// @ts-expect-error an errno that does not exist
export const wrongErrno = fails("ENOFILE");
// @ts-expect-error a misspelt flag
export const wrongFlag = open("r", "/f", ["O_RDONLI"]);
// @ts-expect-error a mode is a number
export const wrongMode = mkdir("/d", "0755");
// @ts-expect-error a missing argument
export const missing = rename("/d");
// @ts-expect-error a field that stat does not have
export const wrongField = lstat("/f", gives({ inode: 3 }));
// @ts-expect-error a feature that does not exist
export const wrongFeature = when("redirects", succeeds, fails("EXDEV"));
// @ts-expect-error each of several values is checked
export const wrongArm = readFile("/f", oneOf(gives("new"), gives(3)));
// @ts-expect-error rmdir gives nothing
export const wrongNothing = rmdir("/d", gives("x"));

test("the expectation is the last argument, whatever optional arguments are left out", () => {
  expect(mkdir("/d", fails("EEXIST"))).toEqual({
    op: "mkdir",
    path: "/d",
    want: { fails: "EEXIST" },
  });
  expect(mkdir("/d", 0o700, fails("EEXIST"))).toEqual({
    op: "mkdir",
    path: "/d",
    mode: 0o700,
    want: { fails: "EEXIST" },
  });
});
