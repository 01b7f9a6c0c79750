import { CannotRunError } from "../run/cannot-run.ts";
import { type Probed, probe } from "../run/probe.ts";
import { topologiesOf } from "../run/registry.ts";
import { UsageError } from "./usage.ts";

/** Whether the flag asks for all topologies. */
export function isFull(asked: string | undefined): boolean {
  if (asked === undefined || asked === "quick") return false;
  if (asked === "full") return true;
  throw new UsageError(`flag "--matrix" knows quick and full, not "${asked}"`);
}

/** Each subject, and the same in each topology of its adapter that can be had here; the others are told. */
export async function inAllTopologies(
  subjects: readonly Probed[],
  deadlineMs: number,
): Promise<readonly Probed[]> {
  const all: Probed[] = [];
  for (const subject of subjects) {
    all.push(subject);
    for (const { name, options, unprivileged } of await topologiesOf(subject.label)) {
      const label = `${subject.label}, ${name}`;
      try {
        const merged = { ...subject.options, ...options };
        all.push({
          ...(await probe(subject.label, merged, deadlineMs, unprivileged)),
          label,
          asked: subject.label,
        });
      } catch (error) {
        if (!(error instanceof CannotRunError)) throw error;
        console.error(`${label}: skipped: ${error.message}`);
      }
    }
  }
  return all;
}
