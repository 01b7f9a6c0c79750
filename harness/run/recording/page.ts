import { features } from "../../language/feature.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import { type Change, drift } from "./drift.ts";
import { type Explanation, explanationOf } from "./explanations.ts";
import { readRecording, recordingNames } from "./read.ts";
import type { Recording } from "./shape.ts";

const examples = 3;
const longest = 60;
/** Characters before a difference. */
const leading = 24;

/** docs/kernels.md: what the recorded kernels can do, and what changed from each to the next. */
export function kernelsPage(scenarios: readonly IdentifiedScenario[]): string {
  const recordings = recordingNames().map((name) => readRecording(name));
  return [
    "# Kernels",
    "Generated from `recordings/` by `npm run drift`: what each kernel did, not what it says of itself. All ran the same agent on tmpfs, as root.",
    "## What each can do",
    "Found by mounting and trying. Options follow the stable release, not the number before it: so they are probed, never inferred.",
    featureTable(recordings),
    "## Where overlays are mounted",
    "Beside tmpfs: filesystems that upper, work and lowers are on, or the lowers alone, with what the machine can do there and not on tmpfs.",
    filesystemTable(recordings),
    "## What changed",
    "A line is one difference, with the number of scenarios that show it and some of them. Of each scenario the first difference is told, beside what is explained. What a moment decides is left out: calls at the same time, and processes that are killed.",
    ...recordings.slice(1).flatMap((after, index) => {
      const before = recordings[index];
      return before === undefined ? [] : section(before, after, scenarios);
    }),
  ].join("\n\n");
}

function featureTable(recordings: readonly Recording[]): string {
  const rows = features
    .filter((feature) => recordings.some((each) => each.features[feature] !== undefined))
    .map((feature) => [
      `\`${feature}\``,
      ...recordings.map((each) => (each.features[feature] === true ? "yes" : "–")),
    ]);
  return table(["", ...recordings.map(({ version }) => version)], rows);
}

function filesystemTable(recordings: readonly Recording[]): string {
  const tried = recordings.filter((each) => each.filesystems !== undefined);
  const names = [...new Set(tried.flatMap((each) => Object.keys(each.filesystems ?? {})))];
  const rows = names
    .toSorted()
    .map((name) => [name, ...tried.map(({ filesystems }) => filesystemCell(filesystems?.[name]))]);
  return table(["", ...tried.map(({ version }) => version)], rows);
}

function filesystemCell(found: readonly string[] | string | undefined): string {
  if (found === undefined) return "";
  if (typeof found === "string") return `–: ${found.split("\n", 1).join("")}`;
  return ["yes", ...found.map((feature) => `\`${feature}\``)].join(", ");
}

function section(
  before: Recording,
  after: Recording,
  scenarios: readonly IdentifiedScenario[],
): readonly string[] {
  const { changes, compared, different } = drift(before.name, after.name, scenarios);
  const rows = changes.map((change) => [
    String(change.ids.length),
    `${change.where}${change.field === "" ? "" : ` ${change.field}`}`,
    text(change.before, change.after),
    text(change.after, change.before),
    [...change.ids.slice(0, examples).map((id) => `\`${id}\``), ...more(change)].join(", "),
  ]);
  const why = [...new Set(changes.map(explanationOf))].filter((each) => each !== undefined);
  return [
    `### ${before.version} to ${after.version}`,
    `${compared} scenarios compared, ${different} different.`,
    ...why.map(explained),
    ...(rows.length === 0 ? [] : [table(["n", "where", "before", "after", "scenarios"], rows)]),
  ];
}

const explained = ({ says, link }: Explanation): string => `- ${says} (${link})`;

const more = ({ ids }: Change): readonly string[] => (ids.length > examples ? ["…"] : []);

/** Of a long value, the part in which it differs from the other. */
function text(value: string, other: string): string {
  const differs = value.split("").findIndex((character, index) => character !== other[index]);
  const start = value.length > longest ? Math.max(0, differs - leading) : 0;
  const end = start + longest;
  const cut = `${start > 0 ? "…" : ""}${value.slice(start, end)}${end < value.length ? "…" : ""}`;
  return `\`${cut.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
