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

type Known = Partial<Entry> & Pick<Entry, "type">;

/** What most entries have that are like this one. */
function usual({ type, mtime = "now", content, target }: Known, path: string, after: number) {
  const data = content ?? target;
  return {
    uid: 0,
    gid: 0,
    inode: `${path}@${after}`,
    mtime,
    atime: mtime,
    ...(typeof data === "string" && { size: Buffer.byteLength(data) }),
    ...usualOfType(type),
  } satisfies Partial<Entry>;
}

function usualOfType(type: Known["type"]): Partial<Entry> {
  if (type === "dir") return { mode: 0o755, nlink: 2, listing: [] };
  return { mode: type === "symlink" ? 0o777 : 0o644, nlink: 1 };
}

function compactEntry(entry: TreeDelta[string], path: string, after: number): RecordedEntry {
  if (entry === null) return null;
  const common = { ...usual(entry, path, after), mtime: "now" };
  const rest = Object.entries(entry).filter(
    ([name, value]) => !same(value, common[name as keyof typeof common]),
  );
  const compact = Object.fromEntries(rest) as RecordedEntry;
  // Few entries lack a field that most have: those stay as they are.
  return same(wholeEntry(compact, path, after), entry) ? compact : { whole: entry };
}

function wholeEntry(recorded: RecordedEntry, path: string, after: number): TreeDelta[string] {
  if (recorded === null) return null;
  if ("whole" in recorded) return recorded.whole;
  return { ...usual(recorded, path, after), ...recorded };
}

function same(a: unknown, b: unknown): boolean {
  return stableText(a) === stableText(b);
}
