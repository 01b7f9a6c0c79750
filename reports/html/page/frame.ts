import type { Data } from "./data.ts";
import { h, link } from "./dom.ts";
import { actions } from "./keys.ts";
import { type State, hashOf } from "./state.ts";

const entries: readonly (readonly [name: string, state: State])[] = [
  ["Overview", { screen: "overview" }],
  ["Matrix", { screen: "matrix", query: "" }],
  ["Compare", { screen: "compare" }],
  ["Adapters", { screen: "adapter", run: 0 }],
  ["Adequacy", { screen: "adequacy" }],
];

/** What every screen has above it. */
export function header({ suite, environment, runs }: Data, state: State): HTMLElement {
  const items = entries
    .filter(([name]) => name !== "Compare" || runs.length > 1)
    .map(([name, target]) => {
      const current = target.screen === state.screen && { "aria-current": "page" };
      return h("li", {}, link(hashOf(target), { "data-key": name, ...current }, name));
    });
  return h(
    "header",
    {},
    skipLink(),
    h("strong", {}, "overlay-conformance"),
    h("nav", { "aria-label": "Screens" }, h("ul", {}, items)),
    h(
      "span",
      { class: "suite" },
      `suite ${suite.version} · ${suite.revision} · kernel ${environment.kernel}`,
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

export function footer(): HTMLElement {
  return h(
    "footer",
    {},
    h("h2", { class: "unseen" }, "Keys"),
    Object.entries(actions).map(([key, { says }]) => [h("kbd", {}, key), ` ${says}  `]),
  );
}
