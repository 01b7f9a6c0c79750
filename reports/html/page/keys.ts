import { redVerdicts } from "../../../harness/run/results.ts";
import type { Data } from "./data.ts";
import { type ScenarioState, type State, hashOf, readHash } from "./state.ts";
import { show } from "./show.ts";

type Go = (state: State) => void;
type Action = (data: Data, go: Go) => void | Promise<void>;

/** Single keys, never where somebody types and never together with a modifier. */
export function shortcuts(data: Data, go: Go): void {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key]?.run;
    if (action === undefined) return;
    event.preventDefault();
    void action(data, go);
  });
}

interface Shortcut {
  readonly says: string;
  readonly run: Action;
}

export const actions: Readonly<Record<string, Shortcut>> = {
  "/": {
    says: "filter",
    run: (_, go) => {
      if (readHash(location.hash).screen !== "matrix") go({ screen: "matrix", query: "" });
      // The screen is drawn by the change of the address, which comes after this.
      setTimeout(() => document.getElementById("query")?.focus());
    },
  },
  j: { says: "next unexpected", run: async (data, go) => nextRed(data, go, 1) },
  k: { says: "previous unexpected", run: async (data, go) => nextRed(data, go, -1) },
  "[": { says: "step back", run: async (data, go) => moveStep(data, go, -1) },
  "]": { says: "step forth", run: async (data, go) => moveStep(data, go, 1) },
  d: { says: "differences or all", run: (_, go) => turnView(go) },
  c: {
    says: "copy the replay",
    run: () => document.querySelector<HTMLElement>("[data-key=copy]")?.click(),
  },
  o: { says: "overview", run: (_, go) => go({ screen: "overview" }) },
  m: { says: "matrix", run: (_, go) => go({ screen: "matrix", query: "" }) },
};

function turnView(go: Go): void {
  const state = readHash(location.hash);
  if (state.screen !== "scenario") return;
  go({ ...state, view: state.view === "differences" ? "all" : "differences" });
}

async function nextRed(data: Data, go: Go, by: 1 | -1): Promise<void> {
  const all = data.runs.flatMap((_, run) =>
    data.rows.flatMap(({ id, cells }): ScenarioState[] => {
      const cell = cells[run];
      const red = cell !== undefined && redVerdicts.includes(cell.verdict);
      return red ? [{ screen: "scenario", id, run, view: "differences" }] : [];
    }),
  );
  const state = readHash(location.hash);
  const shown = state.screen === "scenario" ? await show(data, state) : undefined;
  const here = all.findIndex(
    ({ id, run }) => id === shown?.state.id && run === shown.subject.index,
  );
  const from = here < 0 && by < 0 ? 0 : here;
  const next = all[(from + by + all.length) % all.length];
  if (next !== undefined && hashOf(next) !== location.hash) go(next);
}

async function moveStep(data: Data, go: Go, by: 1 | -1): Promise<void> {
  const state = readHash(location.hash);
  const shown = state.screen === "scenario" ? await show(data, state) : undefined;
  if (shown === undefined) return;
  const last = (shown.scenario?.steps.length ?? 0) - 1;
  const step = Math.max(-1, Math.min(shown.step + by, last));
  // The tree stays, so that one thing is seen to change.
  go({ ...shown.state, run: shown.subject.index, step, tree: shown.tree });
}
