import type {
  Entry,
  Observation,
  Outcome,
  TreeDelta,
  TreeName,
} from "../../language/transcript.ts";
import type { RecordedEntry, RecordedLook, RecordedOutcome } from "./shape.ts";
import { stableText } from "./stable.ts";

/* Transcripts in few words, and back without a loss. */

export function compactOutcome(outcome: Outcome): RecordedOutcome {
  if ("errno" in outcome) return outcome.errno;
  return "value" in outcome && outcome.value === null ? null : outcome;
}

export function wholeOutcome(recorded: RecordedOutcome): Outcome {
  if (recorded === null) return { value: null };
  return typeof recorded === "string" ? { errno: recorded } : recorded;
}

export function compactLook({ after, trees }: Observation): RecordedLook {
  return [after, eachEntry(trees, (entry, path) => compactEntry(entry, path, after))];
}

export function wholeLook([after, trees]: RecordedLook): Observation {
  return { after, trees: eachEntry(trees, (entry, path) => wholeEntry(entry, path, after)) };
}

type Trees<E> = Readonly<Partial<Record<TreeName, Readonly<Record<string, E>>>>>;

function eachEntry<A, B>(trees: Trees<A>, change: (entry: A, path: string) => B): Trees<B> {
  const changed = Object.entries(trees).map(([name, delta]) => {
    const entries = Object.entries(delta as Readonly<Record<string, A>>);
    return [name, Object.fromEntries(entries.map(([path, e]) => [path, change(e, path)]))];
  });
  return Object.fromEntries(changed) as Trees<B>;
}

/** What most entries of a type have. */
function usual(type: Entry["type"], path: string, after: number): Partial<Entry> {
  const always = { uid: 0, gid: 0, inode: `${path}@${after}` };
  if (type === "dir") return { ...always, mode: 0o755, nlink: 2, listing: [] };
  return { ...always, mode: 0o644, nlink: 1 };
}

function compactEntry(entry: TreeDelta[string], path: string, after: number): RecordedEntry {
  if (entry === null) return null;
  const common = Object.entries(usual(entry.type, path, after));
  const rest = Object.entries(entry).filter(
    ([name, value]) => !common.some(([n, v]) => n === name && same(v, value)),
  );
  const compact = Object.fromEntries(rest) as RecordedEntry;
  // Few entries lack a field that most have: those stay as they are.
  return same(wholeEntry(compact, path, after), entry) ? compact : { whole: entry };
}

function wholeEntry(recorded: RecordedEntry, path: string, after: number): TreeDelta[string] {
  if (recorded === null) return null;
  if ("whole" in recorded) return recorded.whole;
  return { ...usual(recorded.type, path, after), ...recorded };
}

function same(a: unknown, b: unknown): boolean {
  return stableText(a) === stableText(b);
}
