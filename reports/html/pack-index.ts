import type { Result, Results, Run } from "../../harness/run/results.ts";
import { adequacyOf, scenariosOf } from "../adequacy.ts";
import { causesOf } from "../cause/cause.ts";
import { causeOf } from "../describe.ts";
import { factsOf, factsOfRun } from "../environment.ts";
import { tagsOf } from "../query/tags.ts";
import { titleOf } from "../tally.ts";
import type { PageIndex, PageNote, PageRun, PageScenario } from "./page-data.ts";
import { verdictLetters } from "./verdict-letters.ts";

/** Several results whose runs are put beside each other, each under a name that tells them apart. */
export interface Side {
  readonly results: Results;
  /** Put before the names of its runs: `before`. */
  readonly prefix?: string;
}

/** @param partOf the part that holds the evidence of a scenario */
export function packIndex(
  sides: readonly [Side, ...Side[]],
  ids: readonly string[],
  partOf: ReadonlyMap<string, number>,
): PageIndex {
  const [{ results: first }] = sides;
  const texts = new Texts();
  const runs = sides.flatMap((side) =>
    side.results.runs.map((run) => packRun(run, side, ids, texts)),
  );
  const known = new Map(
    sides.flatMap(({ results }) => scenariosOf(results)).map((each) => [each.id, each]),
  );
  const scenarios = ids.map((id): PageScenario => {
    const [scenario, part] = [known.get(id), partOf.get(id)];
    return {
      id,
      area: id.split("/")[0] ?? "",
      title: scenario?.title ?? id,
      cites: scenario?.cites ?? [],
      ...(part !== undefined && { part }),
    };
  });
  return {
    suite: first.suite,
    environment: first.environment,
    ...(sides.some(({ results }) => results.interrupted === true) && { interrupted: true }),
    ...(sides.length > 1 && { compares: true }),
    runs,
    texts: texts.all,
    scenarios,
    adequacy: adequacyOf({ ...first, runs: sides.flatMap(({ results }) => results.runs) }),
  };
}

class Texts {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  place(text: string | null | undefined): number {
    if (text === null || text === undefined) return -1;
    const place = this.#places.get(text) ?? this.all.push(text) - 1;
    this.#places.set(text, place);
    return place;
  }
}

function packRun(
  run: Run,
  { results, prefix }: Side,
  ids: readonly string[],
  texts: Texts,
): PageRun {
  const own = new Map(run.results.map((result) => [result.id, result]));
  const name = titleOf(run, results.runs);
  const notes = ids.flatMap((id, place) => {
    const result = own.get(id);
    const note = result === undefined ? undefined : noteOf(result, texts);
    return note === undefined ? [] : [[String(place), note] as const];
  });
  return {
    name: prefix === undefined ? name : `${prefix}: ${name}`,
    adapter: run.adapter,
    reference: run.reference,
    facts: { ...factsOf(results), ...factsOfRun(run) },
    verdicts: ids.map((id) => letterOf(own.get(id))).join(""),
    notes: Object.fromEntries(notes),
  };
}

const letterOf = (result: Result | undefined): string =>
  result === undefined ? " " : verdictLetters[result.verdict];

/** Nothing is to be said of most passes. */
function noteOf(result: Result, texts: Texts): PageNote | undefined {
  const { verdict, reason, fingerprint } = result;
  const tags = tagsOf(result);
  if (verdict === "pass" && tags.length === 0) return undefined;
  const causes = causesOf(result);
  const sentence = causes[0]?.sentence ?? (verdict === "pass" ? "" : causeOf(result));
  return [
    texts.place(sentence),
    causes.map(({ name }) => texts.place(name)),
    tags.map((tag) => texts.place(tag)),
    texts.place(fingerprint),
    texts.place(reason),
  ];
}
