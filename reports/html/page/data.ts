import type { Run } from "../../../harness/run/results.ts";
import type { Cell, Row } from "../../query/match.ts";
import type { PageIndex, PageNote, PagePart, PageRun } from "../page-data.ts";
import { verdictOfLetter } from "../verdict-letters.ts";

/** A result as the screens want it. */
export interface PageCell extends Cell {
  readonly fingerprint: string | undefined;
}

export interface PageRow extends Row {
  readonly cells: readonly (PageCell | undefined)[];
}

export interface Data extends Omit<PageIndex, "texts" | "scenarios"> {
  readonly names: readonly string[];
  readonly rows: readonly PageRow[];
  readonly row: (id: string) => PageRow | undefined;
  /** The evidence of a scenario and of its neighbours; nothing where none was kept. */
  readonly part: (id: string) => Promise<PagePart | undefined>;
}

/** @throws where the browser cannot unpack, or the file is cut off */
export async function readData(): Promise<Data> {
  const { texts, scenarios, ...index } = await unpack<PageIndex>("index");
  const columns = index.runs.map((run) => cellsOf(run, texts));
  const rows = scenarios.map(({ id, area, title, cites }, place): PageRow => ({
    id,
    area,
    title,
    cites,
    cells: columns.map((column) => column[place]),
  }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parts = new Map(scenarios.map(({ id, part }) => [id, part]));
  const unpacked = new Map<number, Promise<PagePart>>();
  return {
    ...index,
    names: index.runs.map(({ name }) => name),
    rows,
    row: (id) => byId.get(id),
    part: async (id) => {
      const part = parts.get(id);
      if (part === undefined) return undefined;
      const promise = unpacked.get(part) ?? unpack<PagePart>(`part-${part}`);
      unpacked.set(part, promise);
      return promise;
    },
  };
}

/** What `replayCommand` and the like want of a run. */
export const runOf = ({ adapter, reference }: PageRun): Run => ({
  adapter,
  reference,
  results: [],
});

async function unpack<T>(id: string): Promise<T> {
  const text = document.getElementById(id)?.textContent ?? "";
  const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as T;
}

const pass: PageCell = {
  verdict: "pass",
  cause: "",
  causes: [],
  tags: [],
  reason: null,
  fingerprint: undefined,
};

function cellsOf(
  { verdicts, notes }: PageRun,
  texts: readonly string[],
): readonly (PageCell | undefined)[] {
  return Array.from(verdicts, (letter, place) => {
    const verdict = verdictOfLetter[letter];
    if (verdict === undefined) return undefined;
    const note = notes[place];
    return note === undefined ? { ...pass, verdict } : { verdict, ...noted(note, texts) };
  });
}

function noted(note: PageNote, texts: readonly string[]): Omit<PageCell, "verdict"> {
  const [sentence, causes, tags, fingerprint, reason] = note;
  const text = (place: number): string => texts[place] ?? "";
  return {
    cause: text(sentence),
    causes: causes.map(text),
    tags: tags.map(text),
    fingerprint: texts[fingerprint],
    reason: texts[reason] ?? null,
  };
}
