import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type Page, chromium } from "playwright-core";
import { dir } from "tmp-promise";
import { renderHtml } from "../../reports/html/render.ts";
import type { Results } from "../../harness/run/results.ts";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why the page cannot be opened here, and what would change it. */
export const withoutBrowser = existsSync(executablePath)
  ? null
  : `no ${executablePath}: apt-get install chromium, or set CHROMIUM to another one`;

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface OpenPage {
  readonly page: Page;
  /** What went wrong in the page, and what it tried to fetch. */
  readonly faults: readonly string[];
  /** Opens the file anew at a place. */
  readonly load: (hash: string) => Promise<void>;
  /** Goes to a place, as a link does. */
  readonly show: (hash: string) => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Look {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

/** Writes the report to a file and opens it as a reader would: from disk. */
export async function openReport(
  browser: Browser,
  report: Results | string,
  look: Look = {},
): Promise<OpenPage> {
  const { path, cleanup } = await dir({ unsafeCleanup: true });
  const file = join(path, "report.html");
  await writeFile(file, typeof report === "string" ? report : renderHtml(report));
  const { width = 1280, colorScheme = "light" } = look;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => faults.push(message.text()));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) faults.push(request.url());
  });
  const load = async (hash: string) => {
    await page.goto("about:blank");
    await page.goto(pathToFileURL(file).href + hash);
    // It is drawn when its data is unpacked.
    await page.waitForSelector("h1");
  };
  const show = async (hash: string) => {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    const drawn = JSON.stringify(await page.evaluate("location.hash"));
    await page.waitForSelector(`body[data-drawn=${drawn}]`);
  };
  await load("");
  const close = async () => {
    await page.close();
    await cleanup();
  };
  return { page, faults, load, show, [Symbol.asyncDispose]: close };
}
