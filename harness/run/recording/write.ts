import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureSet } from "../../language/feature.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import type { Transcript } from "../../language/transcript.ts";
import { compactLook, compactOutcome } from "./compact.ts";
import { digestOf, hashOf, withoutMoment } from "./hash.ts";
import { holds, recordingNames, recordings } from "./read.ts";
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
export function writeRecording(recording: Recording, takes: readonly Take[]): Written {
  const directory = join(recordings, recording.name);
  const others = recordingNames().filter((name) => name !== recording.name);
  const texts = new Map<string, string>();
  let like = 0;
  for (const [area, mine] of byArea(takes)) {
    const features: FeatureSet[] = [];
    const lines = mine.map(({ scenario, transcript }) => {
      const line = lineOf(scenario, withoutMoment(transcript), features, others);
      if ("like" in line) like += 1;
      return `${JSON.stringify(scenario.id.slice(area.length + 1))}:${JSON.stringify(line)}`;
    });
    const head = `{"schema":1,"area":${JSON.stringify(area)},"features":${JSON.stringify(features)}`;
    texts.set(area, `${head},"scenarios":{\n${lines.join(",\n")}\n}}\n`);
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "recording.json");
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
  for (const [area, text] of texts) writeFileSync(join(directory, `${area}.json`), text);
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
  others: readonly string[],
): RecordedLine {
  const hash = hashOf(scenario);
  const digest = digestOf(transcript);
  const like = others.find((name) => holds(name, scenario, digest));
  if (like !== undefined) return { hash, like, digest };
  return {
    hash,
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
