// Writes what the built suite consists of, for those who need not load it. A step of bin/build.mjs.
import { readFileSync, writeFileSync } from "node:fs";
import { coverageOf } from "../dist/reports/coverage/summary.js";
import { readLedger } from "../dist/reports/coverage/trace.js";
import { manifestFile, manifestOf } from "../dist/harness/run/manifest.js";
import { suites } from "../dist/suites/index.js";

const ledger = readLedger((path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const coverage = coverageOf(suites, ledger);
writeFileSync(manifestFile, JSON.stringify({ ...manifestOf(suites), coverage }));
