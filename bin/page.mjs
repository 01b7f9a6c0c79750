// Bundles the code of the HTML report into one string, which the report puts into every page.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const entry = fileURLToPath(new URL("../reports/html/page/main.ts", import.meta.url));
const target = fileURLToPath(new URL("../reports/html/page-script.ts", import.meta.url));

export async function bundlePage() {
  const bundle = await rolldown({ input: entry });
  const { output } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  // Nothing in it may end the script element that it will stand in.
  const script = output[0].code.trim().replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
  return [
    "/** Made by `node bin/page.mjs` from page/main.ts; a test compares the two. */",
    "// prettier-ignore",
    `export const pageScript = ${JSON.stringify(script)};`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await bundlePage());
