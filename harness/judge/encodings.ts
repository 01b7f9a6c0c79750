import type { Mismatch } from "../run/results.ts";
import { type Look, treeNames } from "./looks.ts";

/**
 * What the subject keeps in another way than the kernel, or than the reference: the meaning is the same, so that it
 * is shown and no failure.
 */
export function encodingsOf(ours: readonly Look[], theirs: readonly Look[]): readonly Mismatch[] {
  const seen = new Set<string>();
  return ours.flatMap((look) => {
    const reference = theirs.findLast(({ after }) => after <= look.after)?.trees;
    return treeNames(look).flatMap((where) =>
      (look.changed[where] ?? []).toSorted().flatMap((path): Mismatch[] => {
        const observed = look.trees[where]?.[path]?.encoding;
        const usual = reference?.[where]?.[path]?.encoding;
        const key = `${where}\0${path}\0${observed ?? ""}`;
        if (observed === undefined || observed === usual || seen.has(key)) return [];
        seen.add(key);
        return [
          {
            step: look.after,
            where,
            path,
            field: "encoding",
            expected: usual ?? "as the kernel keeps it",
            observed,
            against: reference === undefined ? "expectation" : "reference",
          },
        ];
      }),
    );
  });
}
