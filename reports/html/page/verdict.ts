import type { Verdict } from "../../../harness/run/results.ts";
import { type Child, h } from "./dom.ts";

/** Colour is never alone: each verdict has a symbol and its word. */
const symbols: Readonly<Record<Verdict, string>> = {
  pass: "✓",
  fail: "✗",
  "known-failure": "▣",
  drifted: "≠",
  fixed: "✚",
  skip: "–",
  hang: "∞",
  crash: "†",
  error: "!",
};

export function verdictMark(verdict: Verdict): HTMLElement {
  return h(
    "span",
    { class: `verdict ${verdict}` },
    h("span", { "aria-hidden": "true" }, symbols[verdict]),
    ` ${verdict}`,
  );
}

/** A count of a verdict: nothing at all where it is none. */
export function verdictCount(verdict: Verdict, count: number): Child {
  if (count === 0) return h("span", { class: "none" }, "0");
  return h(
    "span",
    { class: `verdict ${verdict}` },
    h("span", { "aria-hidden": "true" }, symbols[verdict]),
    ` ${count}`,
  );
}
