import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";

const main = createRequire(import.meta.url).resolve("ctrf");
const file = join(dirname(main), "ctrf-schema-0.0.json");

export interface Report {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly { readonly status: string; readonly trace?: string }[];
  };
}

/** What is wrong with a report by the published schema; nothing where it is valid. */
export function validateReport(report: Report): readonly unknown[] {
  const { $schema: _, ...schema } = JSON.parse(readFileSync(file, "utf8")) as { $schema?: string };
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return validate(report) ? [] : (validate.errors ?? []);
}
