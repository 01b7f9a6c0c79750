import type { IdentifiedScenario } from "../../harness/language/scenario.ts";
import type { Transcript } from "../../harness/language/transcript.ts";
import type { Result, Run } from "../../harness/run/results.ts";
import type { PageEvidence, PagePart } from "./page-data.ts";

/** So many scenarios are unpacked together: few enough to be there at once, enough to pack well. */
const scenariosInPart = 24;

/** The evidence of all runs, scenario by scenario: what is alike lies side by side, and packs to little. */
export function packParts(runs: readonly Run[], ids: readonly string[]): readonly PagePart[] {
  const columns = runs.map((run) => new Map(run.results.map((result) => [result.id, result])));
  const kept = ids.filter((id) => columns.some((column) => isTelling(column.get(id))));
  const count = Math.ceil(kept.length / scenariosInPart);
  return Array.from({ length: count }, (_, index) =>
    packPart(columns, kept.slice(index * scenariosInPart, (index + 1) * scenariosInPart)),
  );
}

function packPart(
  columns: readonly ReadonlyMap<string, Result>[],
  ids: readonly string[],
): PagePart {
  const transcripts = new Interned();
  const scenarios: [string, IdentifiedScenario][] = [];
  const results = ids.map((id) => {
    const own = columns.map((column) => column.get(id));
    const scenario = own.find((result) => result?.evidence !== undefined)?.evidence?.scenario;
    if (scenario !== undefined) scenarios.push([id, scenario]);
    return [id, own.map((result) => packEvidence(result, transcripts))] as const;
  });
  return {
    scenarios: Object.fromEntries(scenarios),
    results: Object.fromEntries(results),
    transcripts: transcripts.all,
  };
}

function packEvidence(result: Result | undefined, transcripts: Interned): PageEvidence | null {
  if (result === undefined || !isTelling(result)) return null;
  const { mismatches, encodings = [], evidence } = result;
  return {
    mismatches,
    encodings,
    ...(evidence && { transcript: transcripts.place(evidence.transcript) }),
    ...(evidence?.reference && { reference: transcripts.place(evidence.reference) }),
  };
}

const isTelling = (result: Result | undefined): boolean =>
  result !== undefined && (result.evidence !== undefined || result.mismatches.length > 0);

class Interned {
  readonly all: Transcript[] = [];
  readonly #places = new Map<string, number>();

  place(transcript: Transcript): number {
    const key = JSON.stringify(transcript);
    const place = this.#places.get(key) ?? this.all.push(transcript) - 1;
    this.#places.set(key, place);
    return place;
  }
}
