import { expect, test } from "vitest";
import { renderTerminal } from "../../reports/terminal.ts";
import { fixture, kernelRun, result, resultsOf } from "./fixture.ts";

test("a red result is four lines: what, where, why and how to see it again", () => {
  const failures = renderTerminal(fixture).split("\n\n").slice(0, 4);
  expect(failures.map((failure) => failure.split("\n").length)).toEqual([4, 4, 4, 4]);
  expect(failures[1]).toMatchInlineSnapshot(`
    "fail rename/a-renamed-lower-directory-keeps-its-children (zenfs)
      step 3 of 4: readdir "$"; expected ["a"], observed []
      the call answers [], not ["a"]; also redirect wrong, mode differs, entry differs
      npm run conformance -- replay rename/a-renamed-lower-directory-keeps-its-children --adapter=zenfs '--adapter-option=store=memory store'"
  `);
  expect(failures[2]).toMatchInlineSnapshot(`
    "drifted rename/unlink-of-a-lower-file-leaves-a-whiteout (zenfs)
      step 1 of 2: unlink /f; expected ok, observed ok
      entry of merged/<script><img onerror=alert(1) src=x>\\u{202e}txt.exe\\u{200b}\\u{7} is </script><img onerror=alert(1) src=x>\\u{202e}txt.exe\\u{200b}\\u{7}, not missing; listed: whiteout missing
      npm run conformance -- replay rename/unlink-of-a-lower-file-leaves-a-whiteout --adapter=zenfs '--adapter-option=store=memory store'"
  `);
});

test("each adapter is summed up, and the last line counts", () => {
  expect(renderTerminal(fixture).split("\n\n").slice(4).join("\n\n")).toMatchInlineSnapshot(`
    "kernel 6.18.44 as root, reference none
      10 pass, 1 skip, 1 hang
      skipped 1: no feature acl: load a kernel with CONFIG_TMPFS_POSIX_ACL

    zenfs 2.7.6 as plain, reference kernel 6.18.44
      7 pass, 1 fail, 2 known-failure, 1 drifted, 1 fixed
      known failures 2

    of the skipped, 2 are known failures
    17 passed, 4 failed, 3 skipped
    "
  `);
});

test("nothing of a subject moves the cursor, and colour is there only on demand", () => {
  expect(renderTerminal(fixture)).not.toMatch(/[^\P{C}\n]/u);
  expect(renderTerminal(fixture, { color: true })).toContain("\u001B[31mfail\u001B[0m");
});

test("every red verdict counts as failed, and a known failure as skipped", () => {
  const verdicts = [
    "fail",
    "drifted",
    "fixed",
    "hang",
    "crash",
    "error",
    "known-failure",
    "skip",
  ] as const;
  const results = verdicts.map((verdict) => result(`a/${verdict}`, verdict));
  const text = renderTerminal(resultsOf({ ...kernelRun, results }));
  expect(text.trimEnd().split("\n").at(-1)).toBe("0 passed, 6 failed, 2 skipped");
});
