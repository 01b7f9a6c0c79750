import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderComparisonHtml } from "../../reports/html/render.ts";
import { launch, openReport, withoutBrowser } from "./browser.ts";
import { isQuick } from "../part.ts";
import { fixture, hostile, renamedId, resultsOf, unlinkedId, zenfsRun } from "./fixture.ts";

const unlinkedHash = `#/scenario/${encodeURIComponent(unlinkedId)}`;

describe.skipIf(withoutBrowser !== null || isQuick)(
  `a reader of the page in Chromium${withoutBrowser === null ? "" : ` (${withoutBrowser})`}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => browser.close());

    test("sees hostile names with escapes, and they run nothing with escapes", async () => {
      await using report = await openReport(browser, fixture);
      const { page, faults, show } = report;
      for (const screen of [`${unlinkedHash}?run=1`, "#/", "#/matrix", "#/compare"]) {
        await show(screen);
        expect(await page.locator("img").count()).toBe(0);
        expect(await page.locator("main").innerText()).not.toMatch(/[^\P{C}\n\t]/u);
      }
      await show(`${unlinkedHash}?run=1&view=all`);
      const text = await page.locator(".diff").innerText();
      expect(text).toContain("<img onerror=alert(1) src=x>\\u{202e}txt.exe\\u{200b}");
      expect(await page.locator(".diff .escape").first().innerText()).toBe("\\u{202e}");
      await show(`#/scenario/${encodeURIComponent(hostile)}`);
      expect(await page.locator("h1").innerText()).toBe("No such scenario");
      expect(faults).toEqual([]);
    });

    test("finds disagreement first, equal rows folded, and the query in the address", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show("#/matrix");
      expect(await page.locator("tbody th").first().innerText()).toBe(renamedId);
      const rows = page.locator("tbody tr");
      const folded = await rows.count();
      const fold = page.getByRole("button", { name: /and \d+ like this/ }).first();
      await fold.click();
      expect(await rows.count()).toBeGreaterThan(folded);
      expect(await fold.getAttribute("aria-expanded")).toBe("true");
      await page.getByLabel("Filter").fill("kernel:pass zenfs:fail");
      expect(await rows.count()).toBe(1);
      await page.getByLabel("Filter").fill("aera:x");
      expect(await page.getByRole("status").innerText()).toContain('"aera:" is no key');
      await page.getByLabel("Filter").fill("layer:upper field:mode | errno:EPERM");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toContain("#/matrix?q=layer");
    });

    test("is led by keys from failure to failure, from step to step, and to every screen", async () => {
      await using report = await openReport(browser, fixture);
      const { page } = report;
      const heading = page.locator("h1");
      await page.keyboard.press("j");
      await expect.poll(() => heading.innerText()).toBe("unlink of a lower file leaves a whiteout");
      await page.keyboard.press("j");
      await expect
        .poll(() => heading.innerText())
        .toBe("a renamed lower directory keeps its children");
      await page.keyboard.press("]");
      const step = page.locator("tr[aria-current=step] td").first();
      await expect.poll(() => step.innerText()).toBe("2");
      await page.keyboard.press("d");
      await expect.poll(() => page.locator(".diff .change.same").count()).toBeGreaterThan(0);
      await page.keyboard.press("/");
      await expect.poll(() => page.locator("#query:focus").count()).toBe(1);
      await page.keyboard.type("readdir");
      await expect.poll(() => page.locator("tbody th").count()).toBe(2);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toContain("q=is%3Ared");
      await page.keyboard.press("o");
      await expect.poll(() => heading.innerText()).toBe("Overview");
      for (const name of ["Compare", "Adapters", "Adequacy"]) {
        await page.locator("header").getByRole("link", { name }).focus();
        await page.keyboard.press("Enter");
        const current = page.locator("header [aria-current=page]");
        await expect.poll(() => current.innerText()).toBe(name);
      }
    });

    test("opens a page over two files with exactly what changed, the environment first", async () => {
      const newer = { ...fixture.environment, kernel: "6.19.0" };
      const mended = {
        ...zenfsRun,
        results: zenfsRun.results.map((each) =>
          each.id === renamedId ? { ...each, verdict: "pass" as const, mismatches: [] } : each,
        ),
      };
      const after = { ...resultsOf(mended), environment: newer };
      await using report = await openReport(
        browser,
        renderComparisonHtml(resultsOf(zenfsRun), after),
      );
      const { page } = report;
      const headings = await page.locator("h2").allInnerTexts();
      expect(headings.slice(0, 2)).toEqual(["Environment 1 differences", "✓ fixed: 1"]);
      const table = await page.locator("main table").first().innerText();
      expect(table).toContain("6.19.0");
      expect(await page.locator(".changes tbody th").allInnerTexts()).toEqual([renamedId]);
    });
  },
);
