// Writes docs/coverage.md, and takes reasons out of coverage/reasons.json that are needed no more.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "./build.mjs";

build();
const { suites } = await import("../dist/suites/index.js");
const { needless, readLedger, traceAll, uncovered } =
  await import("../dist/reports/coverage/trace.js");
const { hollow } = await import("../dist/reports/coverage/hollow.js");
const { coveragePage } = await import("../dist/reports/coverage/page.js");

/** @param {string} path */
const at = (path) => new URL(`../${path}`, import.meta.url);

const all = readLedger((path) => readFileSync(at(path), "utf8"));
const gone = needless(traceAll(suites, all), all);
for (const id of gone) console.log(`needs no reason any more: ${id}`);
const kept = Object.entries(all.reasons).filter(([id]) => !gone.includes(id));
const ledger = { ...all, reasons: Object.fromEntries(kept) };
writeFileSync(at("coverage/reasons.json"), `${JSON.stringify(ledger.reasons, null, 2)}\n`);
writeFileSync(at("docs/coverage.md"), coveragePage(suites, ledger));
const missing = uncovered(traceAll(suites, ledger));
for (const id of missing) console.log(`has no scenario and no reason: ${id}`);
const empty = hollow(ledger);
for (const id of empty) console.log(`has a reason that says nothing: ${id}`);
if (missing.length + empty.length > 0) process.exitCode = 1;
