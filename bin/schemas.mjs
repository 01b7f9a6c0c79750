// Writes the JSON Schemas that docs/ publishes, from the tables that the code itself checks by.
import { writeFileSync } from "node:fs";
import { build } from "./build.mjs";

build();
const { scenarioSchema } = await import("../dist/harness/language/schema.js");

const { protocolSchema } = await import("../dist/harness/language/protocol-schema.js");

const schemas = {
  "scenarios.schema.json": scenarioSchema(),
  "protocol.schema.json": protocolSchema(),
};

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(
    new URL(`../docs/${name}`, import.meta.url),
    `${JSON.stringify(schema, null, 1)}\n`,
  );
}
