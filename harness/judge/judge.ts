import type { FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { Scenario } from "../language/scenario.ts";
import type { Transcript } from "../language/transcript.ts";
import type { Mismatch } from "../run/results.ts";
import { judgeDockerDiff } from "./docker-diff.ts";
import { encodingsOf } from "./encodings.ts";
import { judgeLowers } from "./lower-rule.ts";
import { looksOf } from "./looks.ts";
import { judgeMerged } from "./merged-rules.ts";
import { judgeSetup } from "./setup.ts";
import { judgeSteps } from "./steps.ts";
import { judgeTrees } from "./trees.ts";

export interface Judged {
  /** All of them, in the order in which they show. */
  readonly mismatches: readonly Mismatch[];
  /** Same meaning, other encoding. */
  readonly encodings: readonly Mismatch[];
  /** How many outcomes and trees were compared. */
  readonly judged: number;
  /** Why the scenario cannot be carried out to its end: a declared lack. What it did before is judged. */
  readonly lacks: readonly string[];
}

/** What judges beside the scenario itself. */
export interface Bench {
  readonly reference?: Reference | undefined;
  /** What the adapter declared. */
  readonly lacks?: Lacks;
  /** Features of the machine, for those that the mount does not say. */
  readonly features?: FeatureSet;
  /**
   * The reference judges everything, also what the scenario itself expects and what the kernel leaves open: up to where
   * lanes race.
   */
  readonly differential?: boolean;
}

export interface Reference {
  /** `kernel 6.18.44` */
  readonly name: string;
  readonly transcript: Transcript;
}

/** Compares what a subject did with what the scenario expects, with the reference, and with the rules. */
export function judge(scenario: Scenario, transcript: Transcript, bench: Bench = {}): Judged {
  const { lacks = {}, features = {}, differential = false } = bench;
  const reference = bench.reference?.transcript;
  const lack = transcript.setup?.lack;
  if (lack !== undefined) return { mismatches: [], encodings: [], judged: 0, lacks: [lack] };
  const setup = judgeSetup(transcript, reference);
  if (setup !== undefined) return { mismatches: setup, encodings: [], judged: 1, lacks: [] };

  const every = differential ? firstRace(scenario) : -Infinity;
  const steps = judgeSteps(scenario, transcript, reference, { features, every });
  const end = steps.lack?.step ?? Infinity;
  const ours = looksOf(transcript.observations).filter(({ after }) => after < end);
  const theirs = reference === undefined ? [] : looksOf(reference.observations);
  const { parting } = steps;
  const shared = theirs.filter(({ after }) => after < parting);
  const trees = judgeTrees(scenario, ours, shared, {
    lacks,
    features,
    parting,
    complete: steps.lack === undefined,
    every,
  });
  const changes =
    steps.lack === undefined ? judgeDockerDiff(scenario, ours.at(-1), lacks) : undefined;
  const told = (changes ?? []).map((each): Mismatch => {
    return { step: ours.at(-1)?.after ?? -1, where: "upper", ...each, against: "expectation" };
  });
  const lowers = judgeLowers(scenario, ours, theirs, lacks);
  const rules = [...judgeMerged(scenario, ours, theirs, lacks), ...lowers.mismatches];
  return {
    mismatches: inOrder([
      ...steps.mismatches,
      ...rules,
      ...withoutRepeats(trees.mismatches, rules),
      ...told,
    ]),
    encodings: encodingsOf(ours, shared),
    judged: steps.judged + trees.judged + lowers.judged + (changes === undefined ? 0 : 1),
    lacks: steps.lack === undefined ? [] : [steps.lack.reason],
  };
}

/** In which order lanes take place is an accident: what they leave open is open for the reference, too. */
function firstRace({ steps }: Scenario): number {
  const at = steps.findIndex(({ op }) => op === "concurrently");
  return at < 0 ? Infinity : at;
}

/** What a rule has said of a field need not be said again by the reference. */
function withoutRepeats(found: readonly Mismatch[], rules: readonly Mismatch[]) {
  const said = new Set(rules.map(placeOf));
  return found.filter((each) => each.against !== "reference" || !said.has(placeOf(each)));
}

const placeOf = ({ where, path, field }: Mismatch): string => JSON.stringify([where, path, field]);

function inOrder(mismatches: readonly Mismatch[]): readonly Mismatch[] {
  return mismatches.toSorted((a, b) => a.step - b.step);
}
