import { seriousFindings } from "./axe.ts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../reports/html/render.ts";
import { launch, openReport, withoutBrowser } from "./browser.ts";
import { fixture, renamedId, unlinkedId } from "./fixture.ts";
import { few, isQuick } from "../part.ts";
import { manyResults } from "./many.ts";

const renamedHash = `#/scenario/${encodeURIComponent(renamedId)}`;
const unlinkedHash = `#/scenario/${encodeURIComponent(unlinkedId)}`;
const screens = [
  "#/",
  "#/matrix",
  "#/matrix?q=is%3Ared&flat=1",
  renamedHash,
  `${renamedHash}?run=1&view=trees&tree=upper`,
  `${unlinkedHash}?run=1&view=all`,
  "#/compare?before=0&after=1",
  "#/adapter/1",
  "#/adequacy",
];

test("the same results make the same page, and nothing of the data is in it as text", () => {
  const html = renderHtml(fixture);
  expect(renderHtml(fixture)).toBe(html);
  expect(html).not.toContain("<img");
  expect(html).not.toContain(renamedId);
  expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
});

describe.skipIf(withoutBrowser !== null)(
  `in Chromium${withoutBrowser === null ? "" : ` (${withoutBrowser})`}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => browser.close());

    const looks = [
      [1280, "light"],
      [1280, "dark"],
      [390, "light"],
      [390, "dark"],
    ] as const;
    test.each(few(looks))(
      "every screen fits %i pixels in the %s theme, is accessible, and has no fault",
      async (width, colorScheme) => {
        await using report = await openReport(browser, fixture, { width, colorScheme });
        const { page, faults, show } = report;
        for (const screen of screens) {
          await show(screen);
          const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          expect(over, screen).toBeLessThanOrEqual(0);
          expect(await page.locator("h1").count()).toBe(1);
          expect(await seriousFindings(page), screen).toEqual([]);
        }
        expect(faults).toEqual([]);
      },
    );

    test("the picture of the layers shows holes and what is seen through them", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show(`${renamedHash}?run=0&step=0`);
      expect(await page.locator("svg.stack .hole").count()).toBe(1);
      const words = await page.locator(".stack-words li").allInnerTexts();
      expect(words).toContain(
        "/d: upper has a whiteout; lower0 has a directory, hidden; merged shows nothing",
      );
      expect(words).toContain("/e/a: lower0 has a file; merged shows file");
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

    test("adequacy tells what the whole suite stands for, in numbers", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show("#/adequacy");
      const row = page.locator("section[aria-labelledby=coverage] tbody tr");
      const cells = await row.locator("th, td").allInnerTexts();
      expect(cells.map((cell) => cell.trim())).toEqual(["clauses", "80 %", "40", "7", "3", "50"]);
    });

    test("a page prints without its controls", async () => {
      await using report = await openReport(browser, fixture);
      const { page, show } = report;
      await show("#/matrix");
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("#query").isVisible()).toBe(false);
      expect(await page.locator(".matrix").isVisible()).toBe(true);
    });

    test.skipIf(isQuick)(
      // How fast it opens is told by `npm run bench`.
      "five thousand scenarios of twelve adapters with their trees stay small, and open",
      async () => {
        const html = renderHtml(manyResults());
        expect(html.length).toBeLessThan(15_000_000);
        await using report = await openReport(browser, html);
        const { page, load, faults } = report;
        await load("#/matrix");
        expect(await page.getByRole("status").innerText()).toContain("5000 of 5000");
        await page.locator("tbody a").first().click();
        await page.locator(".timeline").waitFor();
        expect(await page.locator(".diff").count()).toBe(1);
        expect(faults).toEqual([]);
      },
    );
  },
);
