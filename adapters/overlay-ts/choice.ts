import { nearest } from "../../harness/language/nearest.ts";
import type { Host, Unavailable } from "../adapter.ts";

/** What the adapter's own options ask for. */
export interface Choice {
  readonly store: Store;
  /** Who mounts the layers first: at each remount they go to the other one. Absent where nobody else does. */
  readonly handover?: Handover;
  /** Options of the filesystems under the layers. */
  readonly rest: Host["options"];
}

const stores = ["memory", "directory"] as const;
type Store = (typeof stores)[number];

const handovers = ["to kernel", "from kernel"] as const;
type Handover = (typeof handovers)[number];

export function choose({ options }: Host): Choice | Unavailable {
  const { handover, store = defaultStore(options), ...rest } = options;
  if (!isOne(stores, store)) return wrong("store", store, stores);
  if (handover === undefined) return { store, rest };
  if (!isOne(handovers, handover)) return wrong("handover", handover, handovers);
  if (store === "directory") return { store, handover, rest };
  return {
    unavailable: "the real kernel cannot mount layers that are in memory",
    remedy: "add --adapter-option=store=directory",
  };
}

/** Layers that are to change hands have to be where both can reach them. */
export function defaultStore({ handover }: Host["options"]): Store {
  return handover === undefined ? "memory" : "directory";
}

function isOne<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value);
}

function wrong(option: string, value: string, known: readonly string[]): Unavailable {
  return {
    unavailable: `"${value}" is no value for the option "${option}"${nearest(value, known)}`,
    remedy: `choose one of ${known.map((each) => `"${each}"`).join(", ")}`,
  };
}
