/** What the page shows, as it stands after the `#` of its address: every view can be linked, and "back" works. */
export type State =
  | { readonly screen: "overview" }
  | { readonly screen: "matrix"; readonly query: string; readonly all: boolean }
  | ScenarioState;

export interface ScenarioState {
  readonly screen: "scenario";
  readonly id: string;
  /** Index of the run; absent is the first that failed. */
  readonly run?: number;
  /** -1 is before the first; absent is the first that differs. */
  readonly step?: number;
  readonly tree?: string;
  /** What the subject is compared with: `reference`, `expectation`, `before`, or the index of another run. */
  readonly against?: string;
  readonly view: "differences" | "all" | "trees";
}

export function readHash(hash: string): State {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen = "", id = ""] = path.split("/");
  const values = new URLSearchParams(search);
  if (screen === "matrix") {
    return { screen, query: values.get("q") ?? "", all: values.has("all") };
  }
  if (screen === "scenario") return readScenario(decode(id), values);
  return { screen: "overview" };
}

function readScenario(id: string, values: URLSearchParams): ScenarioState {
  const [run, step] = [whole(values.get("run")), whole(values.get("step"))];
  const [tree, against] = [values.get("tree"), values.get("against")];
  const view = values.get("view");
  return {
    screen: "scenario",
    id,
    ...(run !== undefined && { run }),
    ...(step !== undefined && { step }),
    ...(tree !== null && { tree }),
    ...(against !== null && { against }),
    view: view === "all" || view === "trees" ? view : "differences",
  };
}

export function hashOf(state: State): string {
  if (state.screen === "overview") return "#/";
  const values = new URLSearchParams();
  if (state.screen === "matrix") {
    if (state.query !== "") values.set("q", state.query);
    if (state.all) values.set("all", "1");
    return withValues("#/matrix", values);
  }
  const { run, step, tree, against, view } = state;
  if (run !== undefined) values.set("run", String(run));
  if (step !== undefined) values.set("step", String(step));
  if (tree !== undefined) values.set("tree", tree);
  if (against !== undefined) values.set("against", against);
  if (view !== "differences") values.set("view", view);
  return withValues(`#/scenario/${encodeURIComponent(state.id)}`, values);
}

const withValues = (path: string, values: URLSearchParams): string =>
  values.size === 0 ? path : `${path}?${values.toString()}`;

function whole(text: string | null): number | undefined {
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** An address that somebody cut off still leads somewhere. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
