// How fast a large report opens: 5,000 scenarios of 12 adapters with their trees, in Chromium, from disk. A step of
// `npm run bench`.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { withDir } from "tmp-promise";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const made = new URL("../test/reports/many.ts", import.meta.url).pathname;

/**
 * The large run of the tests, which are not built.
 * @param {string} directory
 * @returns {Promise<import("../harness/run/results.ts").Results>}
 */
async function manyResults(directory) {
  const bundle = await rolldown({ input: made, platform: "node", external: [/^node:/] });
  const file = join(directory, "many.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  const { manyResults: make } =
    /** @type {{ manyResults: () => import("../harness/run/results.ts").Results }} */ (
      await import(pathToFileURL(file).href)
    );
  return make();
}

/** @param {() => Promise<unknown>} act */
async function timed(act) {
  const started = performance.now();
  await act();
  return `${Math.round(performance.now() - started)} ms`;
}

export async function benchPage() {
  if (!existsSync(executablePath)) return console.log("\nno chromium: npm run provision");
  const { renderHtml } = await import("../dist/reports/html/render.js");
  const { chromium } = await import("playwright-core");
  await withDir(
    async ({ path }) => {
      const results = await manyResults(path);
      const started = performance.now();
      const html = renderHtml(results);
      const rendering = performance.now() - started;
      const file = join(path, "report.html");
      writeFileSync(file, html);
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      const matrix = await timed(async () => {
        await page.goto(`${pathToFileURL(file).href}#/matrix`);
        await page.waitForSelector("tbody a");
      });
      const scenario = await timed(async () => {
        await page.locator("tbody a").first().click();
        await page.locator(".timeline").waitFor();
      });
      await browser.close();
      console.log("\nreport of 5,000 scenarios x 12 adapters with trees");
      console.log(`size                   ${(html.length / 1e6).toFixed(1)} MB`);
      console.log(`written in             ${Math.round(rendering)} ms`);
      console.log(`matrix, from disk      ${matrix}`);
      console.log(`a scenario's trees     ${scenario}`);
    },
    { unsafeCleanup: true },
  );
}
