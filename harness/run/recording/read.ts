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

const schema = 2;

const { compare } = new Intl.Collator("en", { numeric: true });

/** Names of all recordings, the oldest kernel first. */
export function recordingNames(root = recordings): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, "recording.json")))
    .toSorted(compare);
}

/** Recordings of older kernels: only those are referred to, so that it does not matter which was made first. */
export function olderThan(name: string, root = recordings): readonly string[] {
  return recordingNames(root).filter((other) => compare(other, name) < 0);
}

/** @throws RecordingError */
export function readRecording(name: string, root = recordings): Recording {
  const names = recordingNames(root);
  if (names.includes(name)) return readJson(join(root, name, "recording.json")) as Recording;
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

function areaOf(root: string, name: string, area: string): RecordedArea | undefined {
  const file = join(root, name, `${area}.json`);
  if (!areas.has(file)) {
    areas.set(file, existsSync(file) ? (readJson(file) as RecordedArea) : undefined);
  }
  return areas.get(file);
}

/** What the kernel of the recording did in this scenario, as it is written now. */
export function recorded(
  name: string,
  scenario: IdentifiedScenario,
  root = recordings,
): Transcript | Gap {
  const at = scenario.id.indexOf("/");
  const [area, slug] = [scenario.id.slice(0, at), scenario.id.slice(at + 1)];
  const line = areaOf(root, name, area)?.scenarios[slug];
  if (line === undefined) return "missing";
  if (line.hash !== hashOf(scenario)) return "stale";
  return transcriptOf({ root, name, area, slug }, line) ?? "stale";
}

/** Whether a recording holds this very transcript itself. */
export function holds(
  name: string,
  scenario: IdentifiedScenario,
  digest: string,
  root = recordings,
): boolean {
  const at = scenario.id.indexOf("/");
  const line = areaOf(root, name, scenario.id.slice(0, at))?.scenarios[scenario.id.slice(at + 1)];
  if (line === undefined || "like" in line) return false;
  const transcript = recorded(name, scenario, root);
  return typeof transcript !== "string" && digestOf(transcript) === digest;
}

interface Place {
  readonly root: string;
  readonly name: string;
  readonly area: string;
  readonly slug: string;
}

function transcriptOf(place: Place, line: RecordedLine): Transcript | undefined {
  const { root, name, area, slug } = place;
  if ("like" in line) {
    const other = areaOf(root, line.like, area)?.scenarios[slug];
    if (other === undefined || "like" in other || other.hash !== line.hash) return undefined;
    const transcript = transcriptOf({ ...place, name: line.like }, other);
    return transcript && digestOf(transcript) === line.digest ? transcript : undefined;
  }
  return {
    outcomes: line.outcomes.map(wholeOutcome),
    observations: line.looks.map(wholeLook),
    features: areaOf(root, name, area)?.features[line.features] ?? {},
    ...(line.setup && { setup: line.setup }),
  };
}
