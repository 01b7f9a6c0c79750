// Tries every scenario that is new or changed on the subjects that are wrong on purpose, and keeps in coverage/teeth.json
// which of them it finds out. `--again` tries also those that have found out none; names of subjects limit it to these.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "./build.mjs";

build();
const { suites } = await import("../dist/suites/index.js");
const { tryTeeth, unknownSubjects } = await import("../dist/test/broken/teeth.js");

const { readLedger } = await import("../dist/reports/coverage/trace.js");

const file = new URL("../coverage/teeth.json", import.meta.url);
const { teeth: known } = readLedger((path) =>
  readFileSync(new URL(`../${path}`, import.meta.url), "utf8"),
);
if (process.getuid?.() !== 0) {
  console.error("Some of the wrong subjects need root: run as root.");
  process.exit(3);
}
/** @param {import("../dist/reports/coverage/teeth.js").Teeth} teeth */
const keep = (teeth) => writeFileSync(file, `${JSON.stringify(teeth, null, 2)}\n`);
const words = process.argv.slice(2);
const on = words.filter((word) => word !== "--again");
const unknown = unknownSubjects(on);
if (unknown.length > 0) {
  console.error(`no wrong subject is called "${unknown.join('", "')}": test/broken names them`);
  process.exit(2);
}
const trying = { again: words.includes("--again"), on };
const teeth = await tryTeeth(suites, known, trying, (line, far) => {
  console.log(line);
  // Who is interrupted goes on from there.
  keep(far);
});
keep(teeth);
console.log("now run `npm run coverage:clauses`");
