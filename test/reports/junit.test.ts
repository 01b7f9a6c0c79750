import { expect, test } from "vitest";
import { renderJunit } from "../../reports/junit.ts";
import { kernelRun, fixture, result, resultsOf } from "./fixture.ts";

test("each verdict has its element", () => {
  const results = [
    result("a/passes", "pass"),
    result("a/skipped", "skip", { reason: "no feature acl" }),
    result("a/known", "known-failure", { reason: "a journal & no whiteouts" }),
    result("a/broken", "error", { reason: "the adapter's fault" }),
    result("a/fails", "fail", {
      mismatches: [
        {
          step: 1,
          where: "upper",
          path: "/<f>",
          field: "type",
          expected: "whiteout",
          observed: "missing",
          against: "expectation",
        },
      ],
    }),
  ];
  expect(renderJunit(resultsOf({ ...kernelRun, results }))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite name="kernel" tests="5" failures="1" errors="1" skipped="2" time="0.007">
        <testcase classname="a" name="broken" time="0.002">
          <error type="error" message="the adapter's fault">no step differs
    the adapter's fault
    npm run conformance -- replay a/broken --adapter=kernel</error>
        </testcase>
        <testcase classname="a" name="fails" time="0.002">
          <failure type="fail" message="after step 2, upper /&lt;f&gt; type: expected whiteout, observed missing (by expectation)">step 2
    after step 2, upper /&lt;f&gt; type: expected whiteout, observed missing (by expectation)
    npm run conformance -- replay a/fails --adapter=kernel</failure>
        </testcase>
        <testcase classname="a" name="known" time="0.002">
          <skipped message="known failure: a journal &amp; no whiteouts"/>
        </testcase>
        <testcase classname="a" name="passes" time="0.002"/>
        <testcase classname="a" name="skipped" time="0.002">
          <skipped message="no feature acl"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test("names of a subject stay inside their attribute", () => {
  const xml = renderJunit(fixture);
  expect(xml).not.toMatch(/[^\P{C}\n]/u);
  expect(xml).not.toContain("<img");
  expect(xml).toContain("&lt;img onerror=alert(1) src=x&gt;\\u{202e}txt.exe");
  // Outside of texts there is nothing but well-formed tags.
  const tags = /<\/?[a-z]+(?: [a-z]+="[^"<>]*")*\/?>|<\?xml[^>]*\?>/g;
  expect(xml.replaceAll(tags, "")).not.toMatch(/[<>]/);
});
