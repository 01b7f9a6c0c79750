import { adapterScreen } from "./adapter.ts";
import { adequacyScreen } from "./adequacy.ts";
import { compareScreen } from "./compare.ts";
import { type Data, readData } from "./data.ts";
import { type Child, h } from "./dom.ts";
import { footer, header } from "./frame.ts";
import { shortcuts } from "./keys.ts";
import { matrix } from "./matrix.ts";
import { overview } from "./overview.ts";
import { scenarioScreen } from "./scenario.ts";
import { type State, hashOf, readHash } from "./state.ts";

const page = document.getElementById("page");
let screen = "";
let drawing = 0;

async function draw(data: Data): Promise<void> {
  const state = readHash(location.hash);
  const own = (drawing += 1);
  const content = await body(data, state);
  // Another address came while this one was unpacked.
  if (own !== drawing) return;
  // A redrawn control keeps the focus; another screen is announced by its heading.
  const key = document.activeElement?.getAttribute("data-key");
  const next = state.screen === "scenario" ? `scenario ${state.id}` : state.screen;
  page?.replaceChildren(
    header(data, state),
    h("main", { id: "main", tabindex: "-1" }, content),
    footer(),
  );
  if (next !== screen) {
    if (screen !== "") document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  } else if (key) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  document.title = `${document.querySelector("h1")?.textContent ?? ""} · overlay-conformance`;
  document.body.setAttribute("data-drawn", location.hash);
  screen = next;
}

async function body(data: Data, state: State): Promise<readonly Child[]> {
  switch (state.screen) {
    case "matrix":
      return matrix(data, state, go);
    case "scenario":
      return scenarioScreen(data, state);
    case "compare":
      return compareScreen(data, state, go);
    case "adapter":
      return adapterScreen(data, state.run);
    case "adequacy":
      return adequacyScreen(data);
    default:
      return data.compares === true && location.hash === ""
        ? compareScreen(data, { screen: "compare" }, go)
        : overview(data);
  }
}

function go(state: State): void {
  location.hash = hashOf(state);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  page?.replaceChildren(
    h(
      "main",
      {},
      h("h1", {}, "This page cannot be read"),
      h("p", {}, `It is cut off, or the browser is too old to unpack it: ${message}`),
    ),
  );
}

readData()
  .then((data) => {
    shortcuts(data, go);
    addEventListener("hashchange", () => void draw(data).catch(fail));
    document.addEventListener("submit", (event) => event.preventDefault());
    return draw(data);
  })
  .catch(fail);
