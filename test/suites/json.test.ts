import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "../../harness/language/parse.ts";
import { languageVersion } from "../../harness/language/version.ts";
import { packageRoot } from "../../harness/run/where.ts";
import { part } from "../part.ts";
import { suites } from "../../suites/index.ts";

const scenarios = suites.flatMap((suite) => suite.scenarios);
const json = JSON.stringify({ schema: languageVersion, scenarios });

test("every scenario survives the way through JSON", () => {
  expect(parse(json, "the suite")).toEqual(scenarios);
});

test("every scenario is valid by the published schema", { timeout: 120_000 }, () => {
  const file = join(packageRoot, "docs/scenarios.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as object;
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const invalid = part(scenarios).filter(
    (scenario) => !validate({ schema: languageVersion, scenarios: [scenario] }),
  );
  expect(invalid.map(({ id }) => id)).toEqual([]);
});
