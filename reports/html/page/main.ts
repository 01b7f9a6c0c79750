import type { PageData } from "../page-data.ts";
import { type Child, h, link } from "./dom.ts";
import { shortcuts } from "./keys.ts";
import { matrix } from "./matrix.ts";
import { overview } from "./overview.ts";
import { scenarioScreen } from "./scenario.ts";
import { type State, hashOf, readHash } from "./state.ts";

const data = JSON.parse(document.getElementById("results")?.textContent ?? "") as PageData;
const page = document.getElementById("page");
let screen = "";

function draw(): void {
  const state = readHash(location.hash);
  // A redrawn control keeps the focus; another screen is announced by its heading.
  const key = document.activeElement?.getAttribute("data-key");
  const next = state.screen === "scenario" ? `scenario ${state.id}` : state.screen;
  page?.replaceChildren(
    header(state),
    h("main", { id: "main", tabindex: "-1" }, body(state)),
    footer(),
  );
  if (next !== screen) {
    if (screen !== "") document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  } else if (key) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  document.title = `${document.querySelector("h1")?.textContent ?? ""} · overlay-conformance`;
  screen = next;
}

function body(state: State): readonly Child[] {
  if (state.screen === "matrix") return matrix(data, state, go);
  return state.screen === "scenario" ? scenarioScreen(data, state) : overview(data);
}

function go(state: State): void {
  location.hash = hashOf(state);
}

function header(state: State): HTMLElement {
  const entries = [
    ["Overview", hashOf({ screen: "overview" }), state.screen === "overview"],
    ["Matrix", hashOf({ screen: "matrix", query: "", all: false }), state.screen === "matrix"],
  ] as const;
  const items = entries.map(([name, href, current]) =>
    h("li", {}, link(href, { "data-key": name, ...(current && { "aria-current": "page" }) }, name)),
  );
  return h(
    "header",
    {},
    skipLink(),
    h("strong", {}, "overlay-conformance"),
    h("nav", { "aria-label": "Screens" }, h("ul", {}, items)),
    h(
      "span",
      { class: "suite" },
      `suite ${data.suite.version} · ${data.suite.revision} · kernel ${data.environment.kernel}`,
    ),
  );
}

/** The address after `#` is the state: this link moves the focus and leaves it alone. */
function skipLink(): HTMLElement {
  const skip = link("#main", { class: "skip-link" }, "Skip to the content");
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  });
  return skip;
}

function footer(): HTMLElement {
  const keys = [
    ["/", "filter"],
    ["j k", "next, previous unexpected"],
    ["[ ]", "step"],
    ["d", "differences or all"],
  ] as const;
  return h(
    "footer",
    {},
    keys.map(([key, does]) => [h("kbd", {}, key), ` ${does}  `]),
  );
}

shortcuts(data, go);
addEventListener("hashchange", draw);
document.addEventListener("submit", (event) => event.preventDefault());
draw();
