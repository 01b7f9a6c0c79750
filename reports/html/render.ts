import type { Results } from "../../harness/run/results.ts";
import { type Side, packIndex } from "./pack-index.ts";
import { packParts } from "./pack-parts.ts";
import { packed } from "./packed.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import { stackStyle } from "./stack-style.ts";

/**
 * The report as one file that needs nothing else: no network, no server. What the subjects did goes in as packed data,
 * and the page's code sets it as text only; the policy below lets nothing but that code run, and nothing be fetched.
 */
export const renderHtml = (results: Results): string => render([{ results }]);

/** The same over two results, which opens with what changed between them. */
export const renderComparisonHtml = (before: Results, after: Results): string =>
  render([
    { results: before, prefix: "before" },
    { results: after, prefix: "after" },
  ]);

function render(sides: readonly [Side, ...Side[]]): string {
  const runs = sides.flatMap(({ results }) => results.runs);
  const ids = [...new Set(runs.flatMap(({ results }) => results.map(({ id }) => id)))].toSorted();
  const parts = packParts(runs, ids);
  const partOf = new Map(
    parts.flatMap(({ results }, part) => Object.keys(results).map((id) => [id, part] as const)),
  );
  const data = [
    element("index", packIndex(sides, ids, partOf)),
    ...parts.map((part, index) => element(`part-${index}`, part)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>overlay-conformance</title>
<style>${pageStyle}${stackStyle}</style>
</head>
<body>
<noscript>This report is drawn by the script in it. The same results are in the JSON and JUnit files of the run.</noscript>
<div id="page"></div>
${data.join("\n")}
<script>${pageScript}</script>
</body>
</html>
`;
}

const element = (id: string, value: unknown): string =>
  `<script type="application/gzip" id="${id}">${packed(value)}</script>`;
