import type { Scenario } from "../language/scenario.ts";
import { type Call, type Place, mayChange } from "../language/step.ts";
import type { TreeName } from "../language/transcript.ts";

/**
 * The lowers that each step may change with intent: it acts on one behind the mount's back, on the root that holds
 * them all, or through a descriptor that was opened there.
 */
export function lowerWrites(scenario: Scenario): readonly ReadonlySet<TreeName>[] {
  const slots = new Map<string, Place>();
  return scenario.steps.map((step) => {
    const calls = step.op === "concurrently" ? step.lanes.flat() : [step];
    const touched = new Set<TreeName>();
    for (const call of calls) {
      for (const place of placesOf(call, slots)) {
        if (mayChange(call)) for (const name of lowersIn(place, scenario)) touched.add(name);
      }
    }
    return touched;
  });
}

const slotFields = ["slot", "from", "to", "into"] as const;

/** Remembers where a slot was opened, because the later op through it does not say. */
function placesOf(call: Call, slots: Map<string, Place>): readonly Place[] {
  const fields = call as unknown as Readonly<Record<string, unknown>>;
  const used = slotFields.flatMap((name) => {
    const slot = fields[name];
    return typeof slot === "string" ? [slot] : [];
  });
  const behind = used.flatMap((slot) => slots.get(slot) ?? []);
  const own = call.on ?? "merged";
  const opens = call.op === "open" || call.op === "openat2";
  if (opens) slots.set(call.slot, own);
  if (call.op === "dup") slots.set(call.into, slots.get(call.slot) ?? own);
  return opens ? [own] : [own, ...behind];
}

function lowersIn(place: Place, scenario: Scenario): readonly TreeName[] {
  if (place === "root") return scenario.lowers.map((_, index): TreeName => `lower${index}`);
  return place.startsWith("lower") ? [place] : [];
}
