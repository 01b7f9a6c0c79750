import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { packageRoot } from "../../harness/run/where.ts";

/** What a command line gives back. Line ends at the end are left out. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a user types it. */
export async function conformance(args: readonly string[], cwd: string = tmpdir()): Promise<Ended> {
  const bin = join(packageRoot, "bin/conformance.mjs");
  const { exitCode, stdout, stderr } = await execa(process.execPath, [bin, ...args], {
    cwd,
    reject: false,
    env: { NO_COLOR: "1" },
  });
  return { exitCode, stdout, stderr };
}

/** The same command lines one after the other in one process: most of them take less than a start. */
export function servedConformance() {
  const child = fork(join(packageRoot, "test/cli/served.mjs"), {
    env: { ...process.env, NO_COLOR: "1" },
  });
  const gone = once(child, "exit").then(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const run = async (args: readonly string[], cwd: string = tmpdir()): Promise<Ended> => {
    const before = last;
    const answer = (async () => {
      await before.catch(() => undefined);
      child.send({ args, cwd });
      const answered = (await Promise.race([once(child, "message"), gone])) as [Ended] | undefined;
      if (answered === undefined) throw new Error(`the process ended in ${args.join(" ")}`);
      const [ended] = answered;
      return { ...ended, stdout: ended.stdout.trimEnd(), stderr: ended.stderr.trimEnd() };
    })();
    last = answer;
    return answer;
  };
  return {
    run,
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
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
