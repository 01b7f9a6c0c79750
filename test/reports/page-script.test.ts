import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import { pageScript } from "../../reports/html/page-script.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the page's code is the one that its sources make; `node bin/page.mjs` makes it anew", async () => {
  const script =
    'import { bundlePage } from "./bin/page.mjs"; process.stdout.write(await bundlePage())';
  const { stdout } = await execa("node", ["--input-type=module", "-e", script], { cwd: root });
  expect(stdout).toContain(JSON.stringify(pageScript));
});

test("the page's code is well typed for a browser", { timeout: 60_000 }, async () => {
  const { stdout } = await execa(
    "node",
    ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "reports/html/page"],
    {
      cwd: root,
      reject: false,
    },
  );
  expect(stdout).toBe("");
});
