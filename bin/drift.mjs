// Writes docs/kernels.md from the recordings. Usage: npm run drift
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { build } from "./build.mjs";

build();
const { kernelsPage } = await import("../dist/harness/run/recording/page.js");
const { suites } = await import("../dist/suites/index.js");
const page = await format(kernelsPage(suites.flatMap(({ scenarios }) => scenarios)), {
  parser: "markdown",
  printWidth: 100,
});
writeFileSync(new URL("../docs/kernels.md", import.meta.url), page);
