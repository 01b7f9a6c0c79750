import type { Scenario, IdentifiedScenario } from "../../harness/language/scenario.ts";
import type {
  Entry,
  Outcome,
  Transcript,
  TreeDelta,
  TreeName,
} from "../../harness/language/transcript.ts";

/* Transcripts made by hand: they are data, and these are their shortest spellings. */

export const ok: Outcome = { value: null };
export const value = (given: unknown): Outcome => ({ value: given });
export const errno = (name: "ENOENT" | "EIO" | "EXDEV" | "EBADF"): Outcome => ({ errno: name });

const owned = { uid: 0, gid: 0 };
export const aDir: Entry = { type: "dir", mode: 0o755, ...owned };
export const aFile = (content: string, more: Partial<Entry> = {}): Entry => ({
  type: "file",
  mode: 0o644,
  ...owned,
  content,
  ...more,
});
export const aWhiteout: Entry = { type: "chr", mode: 0, ...owned, rdev: [0, 0] };

type Looks = Readonly<Record<number, Partial<Record<TreeName, TreeDelta>>>>;

/** What became different after each step; -1 is before the first. */
export function transcript(
  outcomes: readonly Outcome[],
  looks: Looks = {},
  features: Transcript["features"] = {},
): Transcript {
  const observations = Object.entries(looks)
    .map(([after, trees]) => ({ after: Number(after), trees }))
    .toSorted((a, b) => a.after - b.after);
  return { outcomes, observations, features };
}

export function scenario(parts: Partial<Scenario>): IdentifiedScenario {
  return {
    id: "area/title",
    title: "title",
    cites: ["a/1"],
    lowers: [[]],
    steps: [],
    ...parts,
  };
}
