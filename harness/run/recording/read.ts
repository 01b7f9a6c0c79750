import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../language/nearest.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import type { Transcript } from "../../language/transcript.ts";
import { packageRoot } from "../where.ts";
import { wholeLook, wholeOutcome } from "./compact.ts";
import { digestOf, hashOf } from "./hash.ts";
import type { RecordedArea, RecordedLine, Recording } from "./shape.ts";

/** There is no such recording, or it cannot be read. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

export const recordings = join(packageRoot, "recordings");

const schema = 1;

/** Names of all recordings, the oldest kernel first. */
export function recordingNames(): readonly string[] {
  if (!existsSync(recordings)) return [];
  const { compare } = new Intl.Collator("en", { numeric: true });
  return readdirSync(recordings)
    .filter((name) => existsSync(join(recordings, name, "recording.json")))
    .toSorted(compare);
}

/** @throws RecordingError */
export function readRecording(name: string): Recording {
  const names = recordingNames();
  if (names.includes(name)) return readJson(join(recordings, name, "recording.json")) as Recording;
  const known = names.length === 0 ? "there are none" : `known are ${names.join(", ")}`;
  throw new RecordingError(`there is no recording "${name}"${nearest(name, names)}; ${known}`);
}

function readJson(file: string): unknown {
  const value = JSON.parse(readFileSync(file, "utf8")) as { readonly schema: number };
  if (value.schema === schema) return value;
  throw new RecordingError(`"${file}" has schema ${value.schema}; this reads ${schema}`);
}

/** Why a scenario has no transcript in a recording. */
export type Gap = "missing" | "stale";

/** Areas by file: read once in a process. */
const areas = new Map<string, RecordedArea | undefined>();

function areaOf(name: string, area: string): RecordedArea | undefined {
  const file = join(recordings, name, `${area}.json`);
  if (!areas.has(file)) {
    areas.set(file, existsSync(file) ? (readJson(file) as RecordedArea) : undefined);
  }
  return areas.get(file);
}

/** What the kernel of the recording did in this scenario, as it is written now. */
export function recorded(name: string, scenario: IdentifiedScenario): Transcript | Gap {
  const at = scenario.id.indexOf("/");
  const [area, slug] = [scenario.id.slice(0, at), scenario.id.slice(at + 1)];
  const line = areaOf(name, area)?.scenarios[slug];
  if (line === undefined) return "missing";
  if (line.hash !== hashOf(scenario)) return "stale";
  return transcriptOf(name, area, slug, line) ?? "stale";
}

/** Whether a recording holds this very transcript itself. */
export function holds(name: string, scenario: IdentifiedScenario, digest: string): boolean {
  const at = scenario.id.indexOf("/");
  const line = areaOf(name, scenario.id.slice(0, at))?.scenarios[scenario.id.slice(at + 1)];
  if (line === undefined || "like" in line) return false;
  const transcript = recorded(name, scenario);
  return typeof transcript !== "string" && digestOf(transcript) === digest;
}

function transcriptOf(
  name: string,
  area: string,
  slug: string,
  line: RecordedLine,
): Transcript | undefined {
  if ("like" in line) {
    const other = areaOf(line.like, area)?.scenarios[slug];
    if (other === undefined || "like" in other || other.hash !== line.hash) return undefined;
    const transcript = transcriptOf(line.like, area, slug, other);
    return transcript && digestOf(transcript) === line.digest ? transcript : undefined;
  }
  return {
    outcomes: line.outcomes.map(wholeOutcome),
    observations: line.looks.map(wholeLook),
    features: areaOf(name, area)?.features[line.features] ?? {},
    ...(line.setup && { setup: line.setup }),
  };
}
