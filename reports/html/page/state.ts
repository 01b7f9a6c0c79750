/** What the page shows, as it stands after the `#` of its address: every view can be linked, and "back" works. */
export type State =
  | { readonly screen: "overview" }
  | MatrixState
  | ScenarioState
  | { readonly screen: "compare"; readonly before?: number; readonly after?: number }
  | { readonly screen: "adapter"; readonly run: number }
  | { readonly screen: "adequacy" };

export interface MatrixState {
  readonly screen: "matrix";
  readonly query: string;
  /** Every row, however many they are. */
  readonly all?: boolean;
  /** One row for each scenario, none folded. */
  readonly flat?: boolean;
}

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

export const searchFor = (query: string): string => hashOf({ screen: "matrix", query });

export function readHash(hash: string): State {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen = "", id = ""] = path.split("/");
  const values = new URLSearchParams(search);
  switch (screen) {
    case "matrix":
      return {
        screen,
        query: values.get("q") ?? "",
        ...(values.has("all") && { all: true }),
        ...(values.has("flat") && { flat: true }),
      };
    case "scenario":
      return readScenario(decode(id), values);
    case "compare": {
      const [before, after] = [whole(values.get("before")), whole(values.get("after"))];
      return {
        screen,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      };
    }
    case "adapter":
      return { screen, run: whole(id) ?? 0 };
    case "adequacy":
      return { screen };
    default:
      return { screen: "overview" };
  }
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
  switch (state.screen) {
    case "overview":
      return "#/";
    case "adequacy":
      return "#/adequacy";
    case "adapter":
      return `#/adapter/${state.run}`;
    case "compare":
      return withValues("#/compare", { before: state.before, after: state.after });
    case "matrix":
      return withValues("#/matrix", {
        q: state.query === "" ? undefined : state.query,
        flat: state.flat === true ? 1 : undefined,
        all: state.all === true ? 1 : undefined,
      });
    default: {
      const { id, run, step, tree, against, view } = state;
      const shown = view === "differences" ? undefined : view;
      const values = { run, step, tree, against, view: shown };
      return withValues(`#/scenario/${encodeURIComponent(id)}`, values);
    }
  }
}

function withValues(
  path: string,
  given: Readonly<Record<string, string | number | undefined>>,
): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) values.set(name, String(value));
  }
  return values.size === 0 ? path : `${path}?${values.toString()}`;
}

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
