import type { Results } from "../../harness/run/results.ts";
import { pack } from "./pack.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";

/**
 * The report as one file that needs nothing else: no network, no server. What the subjects did goes in as data, and
 * the page's code sets it as text only; the policy below lets nothing but that code run, and nothing be fetched.
 */
export function renderHtml(results: Results): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>overlay-conformance</title>
<style>${pageStyle}</style>
</head>
<body>
<noscript>This report is drawn by the script in it. The same results are in the JSON and JUnit files of the run.</noscript>
<div id="page"></div>
<script type="application/json" id="results">${embed(pack(results))}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** JSON in which no tag can end or begin. */
function embed(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
