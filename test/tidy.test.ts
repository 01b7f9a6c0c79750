import { expect, test } from "vitest";
import type { Suite } from "../harness/language/scenario.ts";
import { bannedWords } from "./tidy/banned.ts";
import { circles, strayKoffi, wrongDirections } from "./tidy/directions.ts";
import { badName, tooLong } from "./tidy/shape.ts";
import { type Finding, type Source, read, sources } from "./tidy/sources.ts";
import { badCites, clausesOf, sharedIds, unlisted } from "./tidy/suite-list.ts";

/** What holds for the whole tree, and what to do where it does not. */
interface Rule {
  readonly rule: string;
  readonly find: (sources: readonly Source[]) => readonly Finding[];
  readonly instead: string;
}

const rules: readonly Rule[] = [
  {
    rule: "every folder imports only what it may know",
    find: (files) => files.flatMap(wrongDirections),
    instead: "Move the code to the side that may know both, or pass the value in.",
  },
  {
    rule: "only the agent's native.ts imports koffi",
    find: (files) => files.flatMap(strayKoffi),
    instead:
      "Call through harness/agent/syscalls.ts, or native.ts where it has to be the real kernel.",
  },
  {
    rule: "no files load each other in a circle",
    find: circles,
    instead: "Move what both need into a third file.",
  },
  {
    rule: "a file has at most 200 lines",
    find: (files) => files.flatMap(tooLong),
    instead: "Split it by the things it holds; a data table may be listed in test/tidy/shape.ts.",
  },
  {
    rule: "a file is named for the one thing in it",
    find: (files) => files.flatMap(badName),
    instead: "Name it in lower-case words joined by hyphens, for what it holds.",
  },
  {
    rule: "no banned words",
    find: (files) => files.flatMap(bannedWords),
    instead: "See each line.",
  },
  {
    rule: "every file of suites/ is reached from suites/index.ts",
    find: unlisted,
    instead: "Import it in suites/index.ts, or in the area that it is a part of.",
  },
];

test.for(rules.map((each) => [each.rule, each] as const))("%s", ([, { find, instead }]) => {
  expect(find(sources), instead).toEqual([]);
});

const index = "../suites/index.ts";
const written = sources.some(({ path }) => path === "suites/index.ts");

test.runIf(written)(
  "every scenario has its own id and cites clauses that exist",
  { timeout: 30_000 },
  async () => {
    const { suites } = (await import(index)) as { readonly suites: readonly Suite[] };
    expect(sharedIds(suites), "Give one of them another title.").toEqual([]);
    const clauses = clausesOf(read("docs/clauses.md"));
    expect(badCites(suites, clauses), "Cite a clause of docs/clauses.md, or add one.").toEqual([]);
  },
);
