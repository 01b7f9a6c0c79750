import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureSet } from "../../language/feature.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import type { Transcript } from "../../language/transcript.ts";
import { compactLook, compactOutcome } from "./compact.ts";
import { digestOf, hashOf } from "./hash.ts";
import { withoutMoment } from "./moment.ts";
import { holds, olderThan } from "./read.ts";
import type { RecordedLine, Recording } from "./shape.ts";
import { stableText } from "./stable.ts";

export interface Take {
  readonly scenario: IdentifiedScenario;
  readonly transcript: Transcript;
}

/** What a recording was made of, and how much of it others hold already. */
export interface Written {
  readonly directory: string;
  readonly own: number;
  readonly like: number;
}

/** Writes a recording in the place of an earlier one of that name. Equal answers give equal files. */
export function writeRecording(
  recording: Recording,
  takes: readonly Take[],
  root: string,
): Written {
  const directory = join(root, recording.name);
  const older = olderThan(recording.name, root);
  const texts = new Map<string, string>();
  let like = 0;
  for (const [area, mine] of byArea(takes)) {
    const features: FeatureSet[] = [];
    const lines = mine.map(({ scenario, transcript }) => {
      const stable = withoutMoment(scenario, transcript);
      const digest = digestOf(stable);
      const other = older.find((name) => holds(name, scenario, digest, root));
      const line: RecordedLine =
        other === undefined
          ? lineOf(scenario, stable, features)
          : { hash: hashOf(scenario), like: other, digest };
      if (other !== undefined) like += 1;
      // In an order of its own: what was read from a file and what an agent has just said have others.
      return `${JSON.stringify(scenario.id.slice(area.length + 1))}:${stableText(line)}`;
    });
    const head = `{"schema":2,"area":${JSON.stringify(area)},"features":${stableText(features)}`;
    texts.set(area, `${head},"scenarios":{\n${lines.join(",\n")}\n}}\n`);
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "recording.json");
  const text = JSON.stringify(JSON.parse(stableText(recording)), null, 2);
  writeFileSync(file, `${text}\n`);
  for (const [area, lines] of texts) writeFileSync(join(directory, `${area}.json`), lines);
  return { directory, own: takes.length - like, like };
}

function byArea(takes: readonly Take[]): ReadonlyMap<string, readonly Take[]> {
  const areas = new Map<string, Take[]>();
  for (const take of takes.toSorted((a, b) => (a.scenario.id < b.scenario.id ? -1 : 1))) {
    const area = take.scenario.id.slice(0, take.scenario.id.indexOf("/"));
    areas.set(area, [...(areas.get(area) ?? []), take]);
  }
  return areas;
}

function lineOf(
  scenario: IdentifiedScenario,
  transcript: Transcript,
  features: FeatureSet[],
): RecordedLine {
  return {
    hash: hashOf(scenario),
    features: indexOf(features, transcript.features),
    outcomes: transcript.outcomes.map(compactOutcome),
    looks: transcript.observations.map(compactLook),
    ...(transcript.setup && { setup: transcript.setup }),
  };
}

function indexOf(known: FeatureSet[], features: FeatureSet): number {
  const text = stableText(features);
  const found = known.findIndex((each) => stableText(each) === text);
  return found === -1 ? known.push(features) - 1 : found;
}
