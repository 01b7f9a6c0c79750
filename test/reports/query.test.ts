import { describe, expect, test } from "vitest";
import { foldRows } from "../../reports/query/fold.ts";
import { type Cell, type Row, filterOf } from "../../reports/query/match.ts";
import { parseQuery } from "../../reports/query/parse.ts";
import { similarTo } from "../../reports/query/similar.ts";

const cell = (verdict: Cell["verdict"], causes: readonly string[] = [], tags: string[] = []) => ({
  verdict,
  causes,
  tags,
  cause: causes.join(),
  reason: null,
});
const pass = cell("pass");
const row = (id: string, ...cells: Row["cells"]): Row => ({
  id,
  area: id.split("/")[0] ?? "",
  title: `title of ${id}`,
  cites: ["readdir/1"],
  cells,
});

const rows = [
  row("rename/a", pass, cell("fail", ["refused with EXDEV"], ["errno:EXDEV", "layer:outcome"])),
  row("rename/b", pass, cell("fail", ["refused with EXDEV"], ["errno:EXDEV"])),
  row("opaque/c", pass, cell("known-failure", ["opaque marker missing"], ["layer:upper"])),
  row("opaque/d", pass, pass),
  row("opaque/e", pass, cell("skip")),
  row("xattr/f", cell("fail", ["xattr lost"]), undefined),
];
const runs = ["kernel", "zenfs store=memory"];

const found = (query: string): string =>
  rows
    .filter(filterOf(query, runs).matches)
    .map(({ id }) => id.slice(-1))
    .join("");

describe("a query", () => {
  test.for([
    ["", "abcdef"],
    ["kernel:pass zenfs:fail", "ab"],
    ["kernel:pass zenfs:fail area:rename errno:EXDEV is:different", "ab"],
    ["zenfs:red", "ab"],
    ["is:red", "abf"],
    ["is:different", "abc"],
    ["-is:different", "def"],
    ["is:skipped", "e"],
    ["area:rename,xattr", "abf"],
    ["area:rename | is:known", "abc"],
    ["layer:upper", "c"],
    ["clause:readdir/1 -area:opaque", "abf"],
    ['"marker missing"', "c"],
    ['cause:"opaque marker missing"', "c"],
    ['-"title of rename"', "cdef"],
    ["verdict:skip", "e"],
  ] as const)("%s finds %s", ([query, ids]) => {
    expect(found(query)).toBe(ids);
  });

  test("tells what in it means nothing", () => {
    expect(filterOf("aera:rename is:blue kernel:pass", runs).unknown).toEqual([
      '"aera:" is no key: it is searched as text',
      expect.stringContaining('"is:blue" is not known: red, different'),
    ]);
  });

  test("keeps quoted words together, and takes half a quote", () => {
    expect(parseQuery('-cause:"a b" | x "half')).toEqual([
      [
        { key: "cause", values: ["a b"], not: true },
        { values: ["x"], not: false },
      ],
      [{ values: ["half"], not: false }],
    ]);
  });
});

test("rows of the same result fold into one, disagreement first", () => {
  const folds = foldRows(rows).map((fold) => fold.rows.map(({ id }) => id.slice(-1)).join(""));
  expect(folds).toEqual(["ab", "f", "c", "d", "e"]);
});

test("similar cases fail for the same causes in the same run", () => {
  expect(similarTo("rename/a", 1, rows).map(({ row: { id } }) => id)).toEqual(["rename/b"]);
  expect(similarTo("rename/a", 1, rows)[0]?.shared).toEqual(["refused with EXDEV"]);
  expect(similarTo("opaque/d", 1, rows).map(({ row: { id } }) => id.slice(-1))).toEqual([
    "c",
    "e",
    "a",
    "b",
    "f",
  ]);
});
