import { createHash } from "node:crypto";
import type { Mismatch } from "../run/results.ts";
import { machineFields } from "./machine-fields.ts";

/**
 * 12 hex digits that two runs share when the subject failed in the same way, on whatever machine.
 *
 * What the scenario or a rule says counts; differences from a reference count only where there is nothing else,
 * because which reference judges depends on the machine.
 */
export function fingerprint(mismatches: readonly Mismatch[]): string {
  const written = mismatches.filter(({ against }) => against !== "reference");
  const lines = (written.length > 0 ? written : mismatches).map(normalised).toSorted();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 12);
}

function normalised({ step, where, path, field, expected, observed }: Mismatch): string {
  const parts = (field ?? "").split(/[.[\]]+/);
  const chance = where === "outcome" && parts.some((part) => machineFields.includes(part));
  const texts = chance ? ["#", "#"] : [stable(expected), stable(observed)];
  return JSON.stringify([step, where, path ?? "", field ?? "", ...texts]);
}

const chanceValue = new RegExp(
  // A value is a number, a time, a device number, a string, a flat list or a flat record; a cut text may end inside one.
  `\\b(${machineFields.join("|")}) ([\\d.:]+|"[^"]*"?|\\[[^\\]]*\\]?|\\{[^}]*\\}?)`,
  "g",
);

/** Numbers that another run would not repeat, inside an answer that is printed whole. */
function stable(text: string): string {
  const normal = text.replaceAll(chanceValue, "$1 #");
  // Where the text was cut depends on how long those numbers are: the part behind the last comma is chance.
  return text.endsWith("…") ? normal.slice(0, normal.lastIndexOf(",") + 1) : normal;
}
