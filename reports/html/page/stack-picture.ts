import { type Stack, type StackCell, type StackColumn, stackOf } from "../../stack/stack.ts";
import { treeAt } from "../../tree/at-step.ts";
import { visible } from "../../visible.ts";
import { type Child, h, svg } from "./dom.ts";
import { note, section } from "./elements.ts";
import { type Shown, isTree } from "./subject.ts";

/* The layers as sheets that lie on each other, seen from the merged view above them: holes are what hides. */

const most = 9;
/** Pixels of the picture. */
const size = { left: 84, column: 104, sheet: 46, gap: 30, slant: 26, head: 26 } as const;

export function stackSection(shown: Shown): HTMLElement | null {
  const { subject, step, trees } = shown;
  const observations = subject.transcript?.observations;
  if (observations === undefined || trees.length < 2) return null;
  const names = trees.filter((name) => name !== "work");
  const now = Object.fromEntries(names.map((name) => [name, treeAt(observations, name, step)]));
  const urgent = subject.mismatches.filter(({ where }) => isTree(where));
  const paths = urgent.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const stack = stackOf(now, paths, most);
  if (stack.columns.length === 0) return null;
  const when = step < 0 ? "before the first step" : `after step ${step + 1}`;
  return section(
    "stack",
    [`Layer stack ${when}`, note(`${subject.name}; looked at from above`)],
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Picture of the layers" },
      picture(stack),
    ),
    h(
      "ul",
      { class: "stack-words" },
      stack.columns.map(({ says }) => h("li", {}, says)),
    ),
    stack.left === 0 ? null : h("p", { class: "none" }, `and ${stack.left} more names`),
  );
}

function picture({ layers, columns }: Stack): SVGElement {
  const width = size.left + columns.length * size.column + size.slant + 8;
  const pitch = size.sheet + size.gap;
  const height = size.head + (layers.length + 1) * pitch;
  const rows = ["merged", ...layers];
  const sheets = rows.map((name, row) => sheet(name, size.head + row * pitch, columns.length));
  const lines = columns.map((column, index) => sightLine(column, index, pitch));
  const cells = columns.flatMap((column, index) => cellsOf(column, index, pitch));
  const labels = columns.map(({ path }, index) =>
    svg(
      "text",
      { class: "stack-path", x: String(centre(index)), y: "14", "text-anchor": "middle" },
      svg("title", {}, visible(path)),
      shortened(path),
    ),
  );
  return svg(
    "svg",
    {
      class: "stack",
      role: "img",
      "aria-label": `Layers ${rows.join(", ")} over ${columns.length} names; the list below says the same`,
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
    },
    sheets,
    lines,
    cells,
    labels,
  );
}

const centre = (index: number): number =>
  size.left + index * size.column + size.column / 2 + size.slant / 2;

function sheet(name: string, top: number, columns: number): SVGElement {
  const right = size.left + columns * size.column;
  const points = [
    [size.left + size.slant, top],
    [right + size.slant, top],
    [right, top + size.sheet],
    [size.left, top + size.sheet],
  ];
  return svg(
    "g",
    {},
    svg("polygon", { class: `sheet ${name.replace(/\d+$/, "")}`, points: points.join(" ") }),
    svg("text", { class: "stack-layer", x: "0", y: String(top + size.sheet / 2 + 4) }, name),
  );
}

/** From the merged view down to where the look ends. */
function sightLine({ cells }: StackColumn, index: number, pitch: number): SVGElement {
  const reached = cells.filter((cell) => cell.reached).length;
  const x = String(centre(index));
  const from = size.head + size.sheet / 2;
  const y2 = String(from + Math.max(reached, 0) * pitch);
  return svg("line", { class: "sight", x1: x, x2: x, y1: String(from), y2 });
}

function cellsOf(column: StackColumn, index: number, pitch: number): readonly Child[] {
  const { merged, shows } = column;
  const wrong = shows !== (merged !== undefined);
  const top = thing(index, size.head, {
    kind: merged === undefined ? "nothing" : "object",
    word: merged === undefined ? (wrong ? "✗ nothing" : "") : `${wrong ? "✗ " : ""}${merged.type}`,
    faded: false,
    wrong,
  });
  const below = column.cells.map((cell, row) =>
    thing(index, size.head + (row + 1) * pitch, {
      kind: cell.kind,
      word: wordOf(cell),
      faded: !cell.reached,
      wrong: false,
    }),
  );
  return [top, ...below];
}

interface Thing {
  readonly kind: StackCell["kind"];
  readonly word: string;
  readonly faded: boolean;
  readonly wrong: boolean;
}

function thing(index: number, top: number, { kind, word, faded, wrong }: Thing): Child {
  if (kind === "nothing" && !wrong) return null;
  const [x, y] = [centre(index), top + size.sheet / 2];
  const hole = kind === "whiteout" || kind === "opaque";
  const state = `${faded ? " faded" : ""}${wrong ? " strange" : ""}`;
  const shape = hole
    ? svg("ellipse", { class: `hole${state}`, cx: String(x), cy: String(y), rx: "43", ry: "15" })
    : svg("rect", {
        class: `thing ${kind}${state}`,
        x: String(x - 40),
        y: String(y - 12),
        width: "80",
        height: "24",
        rx: "3",
      });
  const text = svg(
    "text",
    { class: `stack-word${state}`, x: String(x), y: String(y + 4), "text-anchor": "middle" },
    word,
  );
  return [shape, text];
}

function wordOf({ kind, entry, reached }: StackCell): string {
  const words = { whiteout: "whiteout", opaque: "opaque", directory: "dir", nothing: "" } as const;
  const word = kind === "object" ? (entry?.type ?? "object") : words[kind];
  return reached || word === "" ? word : `(${word})`;
}

/** The end of a path says more than its beginning. */
function shortened(path: string): string {
  const letters = Array.from(visible(path));
  return letters.length <= 14 ? letters.join("") : `…${letters.slice(-13).join("")}`;
}
