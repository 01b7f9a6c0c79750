import fc from "fast-check";
import { expect, test } from "vitest";
import { corrupt } from "../../harness/judge/corrupt.ts";
import { judge } from "../../harness/judge/judge.ts";
import {
  concurrently,
  differs,
  gives,
  excludes,
  includes,
  is,
  lstat,
  mkdir,
  recorded,
  same,
  whiteout,
} from "../../harness/language/index.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Entry, Outcome, Transcript } from "../../harness/language/transcript.ts";
import { type Children, type Node, explicit } from "../../harness/language/tree.ts";
import { ok, scenario, transcript, value } from "./transcripts.ts";

/** An expectation together with an outcome that fulfils it. */
interface Fulfilled {
  readonly want: Expectation;
  readonly outcome: Outcome;
}

const { fulfilled } = fc.letrec<{ fulfilled: Fulfilled; simple: Fulfilled }>((tie) => ({
  simple: fc.oneof(
    fc.constant({ want: { succeeds: true }, outcome: ok } as const),
    fc
      .constantFrom("EIO", "ENOENT", "EUSERS", "EREMOTE")
      .map((name): Fulfilled => ({ want: { fails: name }, outcome: { errno: name } })),
    fc
      .jsonValue({ maxDepth: 2 })
      .filter(isAnswer)
      .map((given): Fulfilled => ({ want: { gives: given }, outcome: { value: given } })),
  ),
  fulfilled: fc.oneof(
    { maxDepth: 3 },
    tie("simple"),
    fc.tuple(fc.array(tie("fulfilled"), { minLength: 1, maxLength: 3 }), fc.nat()).map(
      ([arms, pick]) =>
        ({
          want: { oneOf: arms.map(({ want }) => want) },
          outcome: arms[pick % arms.length]?.outcome,
        }) as Fulfilled,
    ),
    fc
      .tuple(tie("fulfilled"), tie("fulfilled"), fc.boolean())
      .map(([then, otherwise, on]): Fulfilled => ({
        want: { when: on ? "index" : "xino", then: then.want, otherwise: otherwise.want },
        outcome: (on ? then : otherwise).outcome,
      })),
  ),
}));

/** An empty record expects nothing of what it stands for, and names with `$` are matchers. */
function isAnswer(given: unknown): boolean {
  return !/\{\}|"\$|"__proto__"|"hex"|"sha256"|e[-+]?\d|\d{16}/.test(JSON.stringify(given));
}

const attributes = fc.record(
  {
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.nat(9),
    gid: fc.nat(9),
    nlink: fc.integer({ min: 1, max: 3 }),
    xattrs: fc.constantFrom({}, { "user.a": "b" }),
    marks: fc.constantFrom({}, { origin: "x" }, { opaque: "y" }),
  },
  { requiredKeys: [] },
);

const { node } = fc.letrec<{ node: Node; children: Children }>((tie) => ({
  children: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3 }),
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constant(whiteout),
    fc.string({ maxLength: 5 }),
    fc.tuple(fc.string({ maxLength: 5 }), attributes).map(([text, more]) => is.file(text, more)),
    attributes.map((more) => is.symlink("target", more)),
    attributes.map((more) => is.device("chr", 1, 3, more)),
    attributes.map((more) => is.fifo(more)),
    tie("children"),
    fc.tuple(tie("children"), attributes, fc.boolean()).map(([children, more, others]) => ({
      ...is.dir(children, more),
      others,
    })),
  ),
}));

/** The entries of a subject that made exactly the tree. */
function entriesOf(written: Node, path = "/"): Record<string, Entry> {
  const given = explicit(written);
  if (given.$ === "whiteout" || given.$ === "any") return { [path]: { type: "chr", rdev: [0, 0] } };
  const {
    $: type,
    children,
    others: _,
    ...rest
  } = given as Record<string, unknown> & { $: string };
  const mode = type === "dir" ? 0o755 : type === "symlink" ? 0o777 : 0o644;
  const entry = { type, mode, uid: 0, gid: 0, ...rest } as Entry;
  const inside = Object.entries((children ?? {}) as Children).map(([name, child]) =>
    entriesOf(child, `${path === "/" ? "" : path}/${name}`),
  );
  return Object.assign({ [path]: entry }, ...inside) as Record<string, Entry>;
}

function expectAllNoticed(written: IdentifiedScenario, seen: Transcript): void {
  expect(judge(written, seen).mismatches).toEqual([]);
  for (const { place, scenario: wrong } of corrupt(written).corrupted) {
    expect(judge(wrong, seen).mismatches.length, place).toBeGreaterThan(0);
  }
}

test("every corrupted expectation of a step is noticed", () => {
  fc.assert(
    fc.property(fc.array(fulfilled, { minLength: 1, maxLength: 3 }), (list) => {
      const steps = list.map(({ want }) => lstat("/f", want as Expectation<never>));
      const written = scenario({ steps });
      const features = { index: true, xino: false };
      expectAllNoticed(
        written,
        transcript(
          list.map(({ outcome }) => outcome),
          {},
          features,
        ),
      );
      expect(corrupt(written).corrupted.length).toBeGreaterThanOrEqual(steps.length);
    }),
  );
});

// oxlint-disable-next-line vitest/expect-expect -- expectAllNoticed asserts
test("every corrupted node of a tree is noticed", () => {
  const root = fc.dictionary(fc.constantFrom("a", "b"), node, { maxKeys: 2 });
  fc.assert(
    fc.property(root, fc.constantFrom("upper" as const, "work" as const), (tree, name) => {
      const seen = transcript([], { [-1]: { [name]: entriesOf(tree) } });
      expectAllNoticed(scenario({ [name]: tree }), seen);
    }),
  );
});

test("matchers turn into their opposites, inside lanes too", () => {
  const written = scenario({
    steps: [
      lstat("/f", gives({ ino: same("f") })),
      lstat("/f", gives({ ino: same("f"), nlink: { $atLeast: 1 } })),
      concurrently([lstat("/g", gives({ ino: differs("f") }))], [mkdir("/d")]),
      lstat("/f", { gives: includes("a") }),
      lstat("/f", { gives: excludes("b") }),
    ],
  });
  const seen = transcript([
    value({ ino: 1 }),
    value({ ino: 1, nlink: 2 }),
    { lanes: [[value({ ino: 2 })], [ok]] },
    value(["a"]),
    value(["a"]),
  ]);
  expectAllNoticed(written, seen);
  expect(corrupt(written).corrupted).toHaveLength(6);
  expect(corrupt(written).leftOut).toEqual(["steps[0].want.gives.ino"]);
});

test("what has no opposite is left out and counted", () => {
  const written = scenario({ steps: [mkdir("/d", recorded)], upper: { x: is.anything } });
  expect(corrupt(written).leftOut).toEqual(["steps[0].want", "upper /x may be anything"]);
});

test("each corruption names its place", () => {
  const written = scenario({ steps: [mkdir("/d")], merged: { d: {} } });
  const places = corrupt(written).corrupted.map(({ place }) => place);
  expect(places).toContain("steps[0].want");
  expect(places).toContain("merged /d removed");
  expect(places).toContain("merged /d mode");
  expect(new Set(places).size).toBe(places.length);
});
