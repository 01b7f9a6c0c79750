// Writes docs/kernels.md from the recordings. Usage: npm run drift
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { build } from "./build.mjs";

build();
const { kernelsPage } = await import("../dist/harness/run/recording/page.js");
const { allScenarios } = await import("../dist/harness/run/select.js");
const page = await format(kernelsPage(allScenarios), { parser: "markdown", printWidth: 100 });
writeFileSync(new URL("../docs/kernels.md", import.meta.url), page);
