import { execa } from "execa";
import { expect, test } from "vitest";
import { onPath } from "../../harness/run/on-path.ts";
import { packageRoot } from "../../harness/run/where.ts";
import { directoryWith } from "../cli/command.ts";

test("the Vagrantfile is valid", { timeout: 60_000 }, async ({ skip }) => {
  if (!onPath("vagrant")) skip("needs vagrant: apt-get install --no-install-recommends vagrant");
  await using home = await directoryWith({});
  const { all, exitCode } = await execa("vagrant", ["validate", "--ignore-provider"], {
    cwd: packageRoot,
    env: { VAGRANT_HOME: home.path, VAGRANT_CHECKPOINT_DISABLE: "1" },
    reject: false,
    all: true,
  });
  expect(exitCode, all).toBe(0);
});
