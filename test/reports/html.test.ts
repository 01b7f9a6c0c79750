import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../reports/html/render.ts";
import { launch, openReport, withoutBrowser } from "./browser.ts";
import {
  fixture,
  hostile,
  kernelRun,
  renamedId,
  result,
  resultsOf,
  unlinkedId,
} from "./fixture.ts";

const renamedHash = `#/scenario/${encodeURIComponent(renamedId)}`;
const unlinkedHash = `#/scenario/${encodeURIComponent(unlinkedId)}`;
const screens = [
  "#/",
  "#/matrix",
  renamedHash,
  `${renamedHash}?run=1&view=trees&tree=upper`,
  `${unlinkedHash}?run=1&view=all`,
];

test("the same results make the same page, and no tag comes from the data", () => {
  const html = renderHtml(fixture);
  expect(renderHtml(fixture)).toBe(html);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).not.toContain("<img");
  expect(html).not.toMatch(/https?:\/\//);
});

describe.skipIf(withoutBrowser !== null)(
  `in Chromium${withoutBrowser === null ? "" : ` (${withoutBrowser})`}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => browser.close());

    test.each([
      [1280, "light"],
      [1280, "dark"],
      [390, "light"],
      [390, "dark"],
    ] as const)(
      "every screen fits %i pixels in the %s theme without a fault",
      async (width, colorScheme) => {
        await using report = await openReport(browser, fixture, { width, colorScheme });
        const { page, faults, show } = report;
        for (const screen of screens) {
          await show(screen);
          const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          expect(over, screen).toBeLessThanOrEqual(0);
          expect(await page.locator("h1").count()).toBe(1);
        }
        expect(faults).toEqual([]);
      },
    );

    test("the page says which step, tree, path and field differ, by which clause, and how to replay it", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show(renamedHash);
      const main = await page.locator("main").innerText();
      expect(main).toContain("renaming-directories/1");
      expect(main).toContain("after step 1, merged /e mode: expected 0755, observed 0700");
      expect(main).toContain(`npm run conformance -- replay ${renamedId} --adapter=zenfs`);
      const rows = await page.locator(".diff tr").allInnerTexts();
      const texts = rows.map((row) => row.replaceAll(/\s+/g, " ").trim());
      expect(texts).toContain("/e ≠ changed mode ✗ mismatch 0755 rwxr-xr-x 0700 rwx------");
      expect(texts).toContain(
        '/e/a − disappeared object ✗ mismatch file 0640 0:0 n1 "lower" (absent)',
      );
      expect(await page.locator(".diff mark").allInnerTexts()).toContain("5");
    });

    test("both trees stand side by side, with whiteouts and marks", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show(`${renamedHash}?run=1&step=0&tree=upper&view=trees`);
      const sides = await page.locator(".sides > div").allInnerTexts();
      expect(sides[0]).toMatch(/\/d\s+whiteout .*rdev 0:0/);
      expect(sides[0]).toMatch(/\/e\s+dir 0755 .*redirect=d/);
      expect(sides[1]).toMatch(/\/d\s+\(absent\)/);
    });

    test("hostile names run nothing, and are shown with escapes", async () => {
      await using report = await openReport(browser, fixture);
      const { page, faults, show } = report;
      await show(`${unlinkedHash}?run=1&view=all`);
      expect(await page.locator("img").count()).toBe(0);
      const text = await page.locator(".diff").innerText();
      expect(text).toContain("<img onerror=alert(1) src=x>\\u{202e}txt.exe\\u{200b}");
      expect(await page.locator("main").innerText()).not.toMatch(/[^\P{C}\n\t]/u);
      expect(await page.locator(".diff .escape").first().innerText()).toBe("\\u{202e}");
      await show(`#/scenario/${encodeURIComponent(hostile)}`);
      expect(await page.locator("h1").innerText()).toBe("No such scenario");
      expect(faults).toEqual([]);
    });

    test("the matrix puts disagreement first and keeps its filter in the address", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show("#/matrix");
      expect(await page.locator("tbody th").first().innerText()).toBe(renamedId);
      await page.getByLabel("Filter").fill("kernel:pass zenfs:fail");
      expect(await page.locator("tbody tr").count()).toBe(1);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.url()).toContain("#/matrix?q=kernel%3Apass+zenfs%3Afail");
      await page.reload();
      expect(await page.getByRole("status").innerText()).toContain("1 of 12");
    });

    test("the keyboard alone goes from the overview to the trees of a step", async () => {
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
      await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
    });

    test("five thousand scenarios of twelve adapters open in two seconds", async () => {
      const results = Array.from({ length: 5000 }, (_, index) =>
        result(`area-${index % 40}/case-${index}`, index % 97 === 0 ? "fail" : "pass"),
      );
      const runs = Array.from({ length: 12 }, (_, index) => ({
        ...kernelRun,
        adapter: { ...kernelRun.adapter, name: `adapter-${index}` },
        results,
      }));
      const many = resultsOf(...runs);
      expect(renderHtml(many).length).toBeLessThan(15_000_000);
      await using report = await openReport(browser, many);
      const { page, show } = report;
      const start = performance.now();
      await show("#/matrix");
      expect(await page.getByRole("status").innerText()).toContain("5000 of 5000");
      const took = performance.now() - start;
      expect(took).toBeLessThan(2000);
    });
  },
);
