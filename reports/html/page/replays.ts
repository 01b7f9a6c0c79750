import { languageVersion } from "../../../harness/language/version.ts";
import { shellScript } from "../../../harness/language/shell/script.ts";
import { replayCommand } from "../../describe.ts";
import { runOf } from "./data.ts";
import { type Child, h } from "./dom.ts";
import { section } from "./elements.ts";
import type { Shown } from "./subject.ts";

/** The scenario to take away: as a command, as a script that needs nothing of this project, as JSON. */
export function replays({ state, scenario, subject }: Shown): HTMLElement {
  const command = replayCommand(state.id, runOf(subject.run));
  const data = { schema: languageVersion, scenario };
  return section(
    "replay",
    "Replay",
    h("p", { class: "replay" }, h("code", {}, command), copyButton("copy", "copy", command)),
    scenario === undefined
      ? null
      : [
          block("as a shell script", "copy-sh", shellScript(scenario)),
          block("as JSON", "copy-json", `${JSON.stringify(data, null, 2)}\n`),
        ],
  );
}

function block(title: string, key: string, text: string): Child {
  const code = h("pre", { tabindex: "0", "aria-label": title }, h("code", {}));
  // Line ends are the form of this text: it stands as it is.
  (code.firstElementChild as HTMLElement).textContent = text;
  return h("details", {}, h("summary", {}, title), copyButton(key, "copy", text), code);
}

/** Without permission to write the clipboard the text is still there to be selected. */
function copyButton(key: string, label: string, text: string): HTMLElement {
  const button = h("button", { type: "button", "data-key": key }, label);
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => (button.textContent = "copied"),
      () => (button.textContent = "select and copy"),
    );
  });
  return button;
}
