import type { Lacks } from "../../harness/language/protocol.ts";
import type { Mismatch, Result } from "../../harness/run/results.ts";
import { type Place, openFields } from "./open-fields.ts";

/** What a difference between two trees counts for. */
export interface Judgement {
  readonly kind: "meaning" | "encoding" | "ignored" | "unspecified";
  /** Who says so, or the rule by which it is ignored. */
  readonly why: string;
}

export interface Judged {
  readonly result: Pick<Result, "mismatches" | "encodings">;
  readonly lacks: Lacks;
  /** The step that is looked at: what shows later does not count yet. */
  readonly step: number;
}

export function judgementOf(place: Place, { result, lacks, step }: Judged): Judgement {
  const here = (mismatch: Mismatch): boolean => mismatch.step <= step && isAt(mismatch, place);
  const mismatch = result.mismatches.find(here);
  if (mismatch !== undefined) {
    const { against, rule } = mismatch;
    return { kind: "meaning", why: `by ${rule === undefined ? against : `${against} ${rule}`}` };
  }
  if (place.field === "encoding" || result.encodings?.some(here) === true) {
    return { kind: "encoding", why: "the same meaning, kept in another way" };
  }
  const open = openFields.find(({ when }) => when(place));
  if (open !== undefined) return { kind: "ignored", why: open.rule };
  const lack = lackOf(place, lacks);
  if (lack !== undefined) return { kind: "ignored", why: `the adapter declares a lack: ${lack}` };
  return { kind: "unspecified", why: "nothing says what it has to be here" };
}

/** A mismatch of a missing or surplus object is of all its fields. */
function isAt({ where, path, field = "entry" }: Mismatch, place: Place): boolean {
  if (where !== place.tree || path !== place.path) return false;
  return field === place.field || field === "entry" || place.field === "entry";
}

/** By the names that adapters declare: `tree.work`, `tree.lower`, `entry.marks`, `entry.marks.origin`. */
function lackOf({ tree, field }: Place, lacks: Lacks): string | undefined {
  const [whole] = field.split(".");
  const names = [`tree.${tree}`, `tree.${tree.replace(/\d+$/, "")}`, `entry.${field}`];
  const name = [...names, `entry.${whole}`].find((each) => Object.hasOwn(lacks, each));
  return name === undefined ? undefined : lacks[name];
}
