import { expect, test } from "vitest";
import { fails, mkdir, suite } from "../../harness/language/index.ts";
import { bannedWords } from "./banned.ts";
import { circles, strayKoffi, wrongDirections } from "./directions.ts";
import { badName, tooLong } from "./shape.ts";
import type { Finding, Source } from "./sources.ts";
import { badCites, clausesOf, sharedIds, unlisted } from "./suite-list.ts";

/* Every rule is tried on a text that breaks it, and on one next to it that does not. */

type Planted = readonly [path: string, text: string];

const files = (...planted: readonly Planted[]): readonly Source[] =>
  planted.map(([path, text]) => ({ path, text }));

const from = (specifier: string): string => `import { x } from "${specifier}";\n`;

const systemCalls = "koffi";

const cases: readonly (readonly [(source: Source) => readonly Finding[], Planted, Planted])[] = [
  [
    wrongDirections,
    ["harness/language/a.ts", from("node:path")],
    ["harness/language/a.ts", '/* from "node:path" */\n' + from("./ops/b.ts")],
  ],
  [wrongDirections, ["harness/language/a.ts", from("execa")], ["harness/run/a.ts", from("execa")]],
  [
    wrongDirections,
    ["suites/a.ts", from("../harness/run/b.ts")],
    ["suites/a.ts", from("../harness/language/index.ts")],
  ],
  [
    wrongDirections,
    ["adapters/a/adapter.ts", from("../../harness/judge/b.ts")],
    ["adapters/a/adapter.ts", from("../../harness/agent/syscalls.ts") + from("execa")],
  ],
  [
    wrongDirections,
    ["adapters/a/adapter.ts", 'await import("../../reports/b.ts");'],
    ["adapters/a/adapter.ts", 'await import("../b/adapter.ts");'],
  ],
  [
    wrongDirections,
    ["reports/html/a.ts", 'export type { X } from "../../harness/run/b.ts";'],
    ["reports/html/a.ts", from("../../harness/run/results.ts") + from("../tally.ts")],
  ],
  [
    wrongDirections,
    ["harness/judge/a.ts", from("../observe/b.ts")],
    ["harness/judge/a.ts", from("../run/results.ts")],
  ],
  [
    wrongDirections,
    ["harness/observe/a.ts", from("../judge/b.ts")],
    ["harness/observe/a.ts", from("../agent/b.ts")],
  ],
  [
    wrongDirections,
    ["harness/agent/a.ts", from("../../adapters/kernel/adapter.ts")],
    ["harness/agent/a.ts", from("../../adapters/adapter.ts")],
  ],
  [
    strayKoffi,
    ["adapters/kernel/mount.ts", from(systemCalls)],
    ["harness/agent/x/native.ts", from(systemCalls)],
  ],
  [tooLong, ["a.ts", "x\n".repeat(201)], ["a.ts", "x\n".repeat(200)]],
  [tooLong, ["harness/language/flags.ts", ""], ["harness/language/flags.ts", "x\n".repeat(201)]],
  [badName, ["harness/run/runScenario.ts", ""], ["harness/run/run-scenario.test.ts", ""]],
  [badName, ["harness/path-utils.ts", ""], ["harness/utility.ts", ""]],
  [badName, ["harness/common/a.ts", ""], ["harness/commons/a.ts", ""]],
  [bannedWords, ["suites/a.ts", 'title: "it should fail"'], ["suites/a.ts", 'title: "a shoulder"']],
  [bannedWords, ["test/a.ts", 'test("it should fail"'], ["test/a.ts", 'test("it fails"']],
  [bannedWords, ["test/a.ts", 'test.for(x)("it should"'], ["test/a.ts", "// should"]],
  [bannedWords, ["harness/run/a.ts", "console.log(1)"], ["harness/cli/a.ts", "console.log(1)"]],
  [
    bannedWords,
    ["harness/a.ts", "new Promise((resolve) => setTimeout(resolve, 9))"],
    ["harness/a.ts", "new Promise((_, reject) => { setTimeout(() => reject(late), 9) })"],
  ],
  [bannedWords, ["a.ts", from("node:timers/promises")], ["a.ts", from("node:timers")]],
  [bannedWords, ["a.ts", "exec(`ls ${x}`)"], ["a.ts", 'pattern.exec("ls")']],
  [bannedWords, ["a.ts", "execa(x, { shell: true })"], ["a.ts", 'execa("ls", [x])']],
  [bannedWords, ["a.ts", "// TODO"], ["a.ts", "// to do"]],
];

test.for(cases.map((each, index) => [index, each[0].name, ...each] as const))(
  "case %i: %s finds the wrong text and leaves the right one alone",
  ([, , rule, wrong, right]) => {
    expect(files(wrong).flatMap(rule)).toHaveLength(1);
    expect(files(right).flatMap(rule)).toEqual([]);
  },
);

test("files that import each other are found once", () => {
  const line = files(["x/a.ts", from("./b.ts")], ["x/b.ts", from("./c.ts")], ["x/c.ts", ""]);
  expect(circles(line)).toEqual([]);
  expect(circles([...line.slice(0, 2), ...files(["x/c.ts", from("./b.ts")])])).toEqual([
    "x/b.ts -> x/c.ts -> x/b.ts",
  ]);
});

test("types may name each other", () => {
  const type = (path: string): string => `import type { X } from "${path}";\n`;
  const pair = files(["x/a.ts", type("./b.ts")], ["x/b.ts", type("./a.ts")]);
  expect(circles(pair)).toEqual([]);
});

test("a file that no index reaches is found", () => {
  const planted = files(
    ["suites/index.ts", from("./a.ts")],
    ["suites/a.ts", from("./a/part.ts")],
    ["suites/a/part.ts", ""],
    ["suites/b.ts", ""],
  );
  expect(unlisted(planted)).toEqual(["suites/b.ts"]);
});

const clauses = clausesOf("- **made/1** One.\n- **made/2** Two.\nSee **made/3**.\n");

test("scenarios of one id, without a clause, or with one that is not there are found", () => {
  const scenario = {
    title: "a",
    cites: ["made/1"],
    lowers: [],
    steps: [mkdir("/d", fails("EIO"))],
  };
  const none = { ...scenario, title: "b", cites: [] };
  const gone = { ...scenario, title: "c", cites: ["made/2", "made/3"] };
  const suites = [suite("x", [scenario, none]), suite("x", [scenario, gone])];
  expect(sharedIds(suites)).toEqual(["x/a"]);
  expect(badCites(suites, clauses)).toEqual(["x/b cites no clause", "x/c cites made/3"]);
});
