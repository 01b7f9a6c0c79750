import { printOutcome } from "../../../harness/language/print.ts";
import type { Mismatch } from "../../../harness/run/results.ts";
import { causesOf } from "../../cause/cause.ts";
import { callOf, valuesOf, whenOf } from "../../describe.ts";
import { differsSince } from "../../tree/since.ts";
import { type Child, h, link } from "./dom.ts";
import { column, facts, note, section, table } from "./elements.ts";
import { hashOf } from "./state.ts";
import { type Shown, type Subject, isTree } from "./subject.ts";
import { verdictMark } from "./verdict.ts";

/** More mismatches than this are folded away: the first tell the rest. */
const firstLines = 12;

/** The diagnosis, and every mismatch by step, tree, path and field. */
export function findings(shown: Shown): HTMLElement {
  const { subject } = shown;
  const { cell, mismatches, encodings, name, run, transcript } = subject;
  const { verdict, reason } = cell;
  const causes = causesOf({ verdict, reason, mismatches });
  const [first, ...more] = causes;
  const title = [verdictMark(verdict), note(`${name}, reference ${run.reference}`)];
  const said = first?.sentence ?? cell.cause;
  return section(
    "findings",
    title,
    said === "" ? null : h("p", { class: "diagnosis" }, h("strong", {}, "Diagnosis: "), said, "."),
    first?.mismatch === undefined ? null : place(first.mismatch, shown),
    more.length === 0
      ? null
      : h("p", { class: "none" }, `Also: ${more.map(({ name: each }) => each).join(", ")}`),
    reason === null || reason === said
      ? null
      : h(
          "p",
          {},
          h(
            "span",
            { class: "who" },
            verdict === "known-failure" ? "known because: " : "because: ",
          ),
          reason,
        ),
    transcript?.setup === undefined
      ? null
      : h(
          "p",
          {},
          `Setting up failed at ${transcript.setup.at}: ${transcript.setup.errno} ${transcript.setup.message}`,
        ),
    lines(mismatches, shown, "Mismatches"),
    encodings.length === 0 ? null : h("h3", {}, `~ Encoding only: ${encodings.length}`),
    lines(encodings, shown, "Differences of encoding"),
  );
}

/** What a person asks of a failure, in one line. */
function place(mismatch: Mismatch, { scenario, subject, cites }: Shown): HTMLElement {
  const { step, where, path, field } = mismatch;
  const { expected, observed } = valuesOf(mismatch);
  const call = scenario?.steps[step];
  const outcome = subject.transcript?.outcomes[step];
  const answered =
    outcome === undefined
      ? "no answer"
      : printOutcome(outcome, call && "want" in call ? call.want : undefined);
  return facts([
    ["step", `${whenOf(mismatch)}${call === undefined ? "" : `: ${callOf(call)} => ${answered}`}`],
    ...since(mismatch, subject),
    ["layer", where === "outcome" ? "none, the answer itself" : where],
    ["path", path ?? "none"],
    ["field", field ?? "entry"],
    ["expected", expected],
    ["observed", observed],
    ["breaks clause", cites.join(" ")],
  ]);
}

/** Where it began, if that was before the step that was judged. */
function since(
  mismatch: Mismatch,
  { transcript, reference }: Subject,
): readonly [string, string][] {
  const ours = transcript?.observations ?? [];
  const step = differsSince(mismatch, ours, reference?.observations ?? []);
  if (step === undefined || step === mismatch.step) return [];
  return [["differs from the reference since", step < 0 ? "the start" : `step ${step + 1}`]];
}

function lines(all: readonly Mismatch[], shown: Shown, caption: string): Child {
  if (all.length === 0) return null;
  const columns = ["step", "where", "path", "field", "expected", "observed", "says"].map(column);
  const draw = (some: readonly Mismatch[], from: string) =>
    table(
      `${caption}${from}`,
      columns,
      some.map((each) => line(each, shown)),
      "mismatches",
    );
  const rest = all.slice(firstLines);
  return [
    draw(all.slice(0, firstLines), ""),
    rest.length === 0
      ? null
      : h("details", {}, h("summary", {}, `${rest.length} more`), draw(rest, ", further")),
  ];
}

function line(mismatch: Mismatch, { state, subject, tree }: Shown): readonly Child[] {
  const { step, where, path, field = "", against, rule } = mismatch;
  const { expected, observed } = valuesOf(mismatch);
  const shownTree = isTree(where) ? where : tree;
  const href = hashOf({ ...state, run: subject.index, step, tree: shownTree });
  return [
    link(href, {}, step < 0 ? "start" : String(step + 1)),
    where,
    h("code", {}, path ?? ""),
    h("code", {}, field),
    h("code", {}, expected),
    h("code", { class: "wrong" }, observed),
    rule === undefined ? against : `${against} ${rule}`,
  ];
}
