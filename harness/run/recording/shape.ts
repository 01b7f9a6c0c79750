import type { Errno } from "../../language/errno.ts";
import type { Feature, FeatureSet } from "../../language/feature.ts";
import type { Lacks } from "../../language/protocol.ts";
import type {
  Entry,
  EntryType,
  Outcome,
  SetupFailure,
  TreeName,
} from "../../language/transcript.ts";

/*
 * A recording: what one kernel did in every scenario, kept in recordings/NAME/. `recording.json` says whose it is; each
 * area has a file, with one line for each scenario. docs/recordings.md describes both.
 */

/** `recording.json` */
export interface Recording {
  readonly schema: 2;
  /** `linux-6.12` */
  readonly name: string;
  /** Of the kernel: `6.12.117+deb12-cloud-amd64`. */
  readonly version: string;
  readonly privilege: string;
  readonly features: FeatureSet;
  readonly lacks: Lacks;
  readonly details: Readonly<Record<string, string>>;
  /** Where it mounts overlays beside tmpfs, as `record --filesystems` has tried. */
  readonly filesystems?: RecordedFilesystems;
}

/** By filesystem: what the machine can do there and not on tmpfs, or why no overlay is mounted there. */
export type RecordedFilesystems = Readonly<Record<string, readonly Feature[] | string>>;

/** `AREA.json` */
export interface RecordedArea {
  readonly schema: 2;
  readonly area: string;
  /** Those that mounts had, each once. */
  readonly features: readonly FeatureSet[];
  /** By id without the area. */
  readonly scenarios: Readonly<Record<string, RecordedLine>>;
}

export type RecordedLine = RecordedRun | RecordedElsewhere;

export interface RecordedRun {
  /** Of what the scenario does: `hashOf`. */
  readonly hash: string;
  /** An index of the area's features. */
  readonly features: number;
  readonly outcomes: readonly RecordedOutcome[];
  readonly looks: readonly RecordedLook[];
  readonly setup?: SetupFailure;
}

/** The same as in another recording, which holds it itself. */
export interface RecordedElsewhere {
  readonly hash: string;
  readonly like: string;
  /** Of the transcript, to notice that the other recording was made again. */
  readonly digest: string;
}

/** Null is success without a value, a name is an errno. */
export type RecordedOutcome = null | Errno | Outcome;

export type RecordedLook = readonly [
  after: number,
  trees: Readonly<Partial<Record<TreeName, Readonly<Record<string, RecordedEntry>>>>>,
];

/** An entry without what it has in common with most, or the whole of it; null where it is gone. */
export type RecordedEntry =
  null | (Partial<Entry> & { readonly type: EntryType | "missing" }) | { readonly whole: Entry };
