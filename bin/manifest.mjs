// Writes what the built suite consists of, for those who need not load it. A step of bin/build.mjs.
import { writeFileSync } from "node:fs";
import { manifestFile, manifestOf } from "../dist/harness/run/manifest.js";
import { suites } from "../dist/suites/index.js";

writeFileSync(manifestFile, JSON.stringify(manifestOf(suites)));
