import { expect, test } from "vitest";
import {
  concurrently,
  gives,
  includes,
  getdents64,
  lstat,
  mkdir,
  open,
  pread,
  readv,
  rename,
  same,
} from "../../harness/language/index.ts";
import { documentOf, refusal, validate } from "./document.ts";

/** One step, wrong in one way; where that is; what is said of it. */
const wrongSteps: readonly (readonly [what: string, step: unknown, at: string, says: RegExp])[] = [
  ["no step", 3, "", /expected a step, found 3/],
  ["an unknown op", { op: "mkdr", path: "/d" }, ".op", /unknown op "mkdr"; did you mean "mkdir"\?/],
  ["an op far from all", { op: "quux" }, ".op", /unknown op "quux"$/m],
  ["an op of objects' own", { op: "constructor" }, ".op", /unknown op "constructor"/],
  [
    "an unknown flag",
    { ...open("r", "/f", []), flags: ["O_RDWR", "O_CREATE"] },
    ".flags[1]",
    /found "O_CREATE"; did you mean "O_CREAT"\?/,
  ],
  ["a missing argument", { op: "rename", from: "/d" }, ".to", /is missing/],
  ["a misspelt field", { ...mkdir("/d"), mod: 0o700 }, ".mod", /unknown name; did you mean "mode"/],
  ["a field far from all", { ...mkdir("/d"), x: 1 }, ".x", /unknown name; known are path, mode/],
  ["a mode as text", { ...mkdir("/d"), mode: "0755" }, ".mode", /expected a mode/],
  ["a fraction", { op: "truncate", path: "/f", length: 0.5 }, ".length", /expected an integer/],
  ["NUL in a path", mkdir("/a\0b"), ".path", /a path cannot hold NUL/],
  ["NUL in a relative path", mkdir({ at: "d", path: "a\0b" }), ".path.path", /cannot hold NUL/],
  ["no slot", { op: "close", slot: "R!" }, ".slot", /expected a slot name/],
  ["an unknown place", { ...mkdir("/d"), on: "uper" }, ".on", /expected a place/],
  ["credentials without a group", { ...mkdir("/d"), as: { uid: 1 } }, ".as.gid", /is missing/],
  ["half of a content", { op: "write", slot: "w", data: { fill: "x" } }, ".data.size", /missing/],
  [
    "an unknown program",
    { op: "write", slot: "w", data: { program: "ls" } },
    ".data.program",
    /one/,
  ],
  ["no expectation", { ...mkdir("/d"), want: "EEXIST" }, ".want", /expected an expectation/],
  ["an unknown expectation", { ...mkdir("/d"), want: { fail: "EIO" } }, ".want", /expected one of/],
  [
    "an unknown errno",
    { ...mkdir("/d"), want: { fails: "EEXISTS" } },
    ".want.fails",
    /did you mean "EEXIST"\?/,
  ],
  [
    "two expectations at once",
    { ...mkdir("/d"), want: { fails: "EIO", recorded: true } },
    ".want.recorded",
    /unknown name/,
  ],
  ["a choice of none", { ...mkdir("/d"), want: { oneOf: [] } }, ".want.oneOf", /expected an array/],
  [
    "an unknown feature",
    {
      ...mkdir("/d"),
      want: { when: "idx", then: { succeeds: true }, otherwise: { fails: "EIO" } },
    },
    ".want.when",
    /expected one of/,
  ],
  [
    "an arm that is missing",
    { ...mkdir("/d"), want: { when: "index", then: { succeeds: true } } },
    ".want.otherwise",
    /expected an expectation/,
  ],
  [
    "a value of the wrong type",
    { ...mkdir("/d"), want: gives("x") },
    ".want.gives",
    /expected null/,
  ],
  [
    "a field that the answer does not have",
    { op: "lstat", path: "/f", want: gives({ inode: 3 }) },
    ".want.gives.inode",
    /unknown name/,
  ],
  [
    "an unknown matcher",
    { op: "lstat", path: "/f", want: gives({ ino: { $sam: "f" } }) },
    ".want.gives.ino.$sam",
    /unknown matcher; known are \$same/,
  ],
  [
    "a matcher with a wrong argument",
    { op: "lstat", path: "/f", want: gives({ ino: { $same: 3 } }) },
    ".want.gives.ino.$same",
    /expected a string/,
  ],
  [
    "lanes in lanes",
    { op: "concurrently", lanes: [[mkdir("/d")], [concurrently([mkdir("/e")])]] },
    ".lanes[1]",
    /lanes cannot hold lanes/,
  ],
  [
    "an expectation of lanes",
    { ...concurrently(), want: {} },
    ".want",
    /unknown name; known are l/,
  ],
];

test.for(wrongSteps)("%s in a step is refused with its place", ([, step, at, says]) => {
  const message = refusal(JSON.stringify(documentOf({ steps: [mkdir("/first"), step] })));
  expect(message).toContain(`  at scenario.steps[1]${at}: `);
  expect(message).toMatch(says);
  expect(validate(documentOf({ steps: [step] }))).toBe(false);
});

// A schema cannot count the `..` of a path: this one rule is in the check alone.
test.for(["/..", "/a/../../b", "/./../a"])("the path %s leads out of the root", (path) => {
  const message = refusal(JSON.stringify(documentOf({ steps: [rename("/d", path)] })));
  expect(message).toContain(`at scenario.steps[0].to: path "${path}" leads out of the root`);
});

test.for([
  lstat("/f", gives({ mode: 0o644, ino: same("f"), mtime: { sec: 1 } })),
  pread("r", 10, 0, gives({ size: 300 })),
  pread("r", 10, 0, gives({ sha256: same("text") })),
  readv("r", [1, 2], gives([same("a"), "b"])),
  getdents64("r", 100, gives([same("first"), { name: ".." }])),
  getdents64("r", 100, gives(includes({ name: "f" }))),
])("an expectation by some fields or by matchers is accepted: %j", (step) => {
  const document = documentOf({ steps: [step] });
  expect(refusal(JSON.stringify(document))).toBe("accepted");
  expect(validate(document)).toBe(true);
});
