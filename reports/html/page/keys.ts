import { redVerdicts } from "../../../harness/run/results.ts";
import type { PageData } from "../page-data.ts";
import { type State, hashOf, readHash } from "./state.ts";
import { show } from "./subject.ts";

type Go = (state: State) => void;

/** Single keys, never where somebody types and never together with a modifier. */
export function shortcuts(data: PageData, go: Go): void {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action(data, go);
  });
}

const actions: Readonly<Record<string, (data: PageData, go: Go) => void>> = {
  "/": (_, go) => {
    if (readHash(location.hash).screen !== "matrix")
      go({ screen: "matrix", query: "", all: false });
    // The screen is drawn by the change of the address, which comes after this.
    setTimeout(() => document.getElementById("query")?.focus());
  },
  j: (data, go) => nextRed(data, go, 1),
  k: (data, go) => nextRed(data, go, -1),
  "[": (data, go) => moveStep(data, go, -1),
  "]": (data, go) => moveStep(data, go, 1),
  d: (_, go) => {
    const state = readHash(location.hash);
    if (state.screen !== "scenario") return;
    go({ ...state, view: state.view === "differences" ? "all" : "differences" });
  },
};

function nextRed(data: PageData, go: Go, by: 1 | -1): void {
  const all = data.runs.flatMap(({ results }, run) =>
    results
      .filter(({ verdict }) => redVerdicts.includes(verdict))
      .map(({ id }) => ({ screen: "scenario", id, run, view: "differences" }) as const),
  );
  const state = readHash(location.hash);
  const shown = state.screen === "scenario" ? show(data, state) : undefined;
  const here = all.findIndex(
    ({ id, run }) => id === shown?.state.id && run === shown.subject.index,
  );
  const from = here < 0 && by < 0 ? 0 : here;
  const next = all[(from + by + all.length) % all.length];
  if (next !== undefined && hashOf(next) !== location.hash) go(next);
}

function moveStep(data: PageData, go: Go, by: 1 | -1): void {
  const state = readHash(location.hash);
  const shown = state.screen === "scenario" ? show(data, state) : undefined;
  if (shown === undefined) return;
  const last = (shown.scenario?.steps.length ?? 0) - 1;
  const step = Math.max(-1, Math.min(shown.step + by, last));
  // The tree stays, so that one thing is seen to change.
  go({ ...shown.state, run: shown.subject.index, step, tree: shown.tree });
}
