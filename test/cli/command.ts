import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../harness/run/where.ts";

/** The command line as a user types it. */
export async function conformance(args: readonly string[], cwd: string = tmpdir()) {
  const bin = join(packageRoot, "bin/conformance.mjs");
  const { exitCode, stdout, stderr } = await execa(process.execPath, [bin, ...args], {
    cwd,
    reject: false,
    env: { NO_COLOR: "1" },
  });
  return { exitCode, stdout, stderr };
}

/** A directory of a test's own with these files; its disposal removes it. */
export async function directoryWith(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), "conformance-test-"));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(path, name), text, { mode: 0o755 });
  }
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
