import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { cacheDirectory } from "../../adapters/vm/cache.ts";
import { recordingNames, readRecording } from "../../harness/run/recording/read.ts";
import type { Mismatch, Results } from "../../harness/run/results.ts";
import { nearest } from "../../harness/run/reference.ts";
import { built, packageRoot } from "../../harness/run/where.ts";
import { fetchedKernel } from "../vm/machine.ts";
import { isQuick, isWhole } from "../part.ts";

/* Who has no kernel at hand sees the same of an implementation as who has it: a recording stands for it. */

const nobody = 65_534;

/** A command of a user who can mount nothing and make no namespace: the limit is one of a namespace of its own. */
const powerless = [
  `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --`.split(" "),
  "unshare --user --map-current-user --keep-caps --".split(" "),
  ["sh", "-ec", 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"', "sh"],
  "setpriv --ambient-caps=-all --inh-caps=-all --bounding-set=-all --".split(" "),
].flat();

/** Times of the run itself, as they are printed. */
const moments = [/\b[acm]time \d+\.\d+/g, /\{"sec":1[6-9]\d{8},"nsec":\d+\}/g];

function timeless({ expected, observed, ...rest }: Mismatch): Mismatch {
  const without = (text: string): string =>
    moments.reduce((left, moment) => left.replaceAll(moment, "a time"), text);
  return { ...rest, expected: without(expected), observed: without(observed) };
}

/** What zenfs did otherwise, scenario by scenario. */
async function judged(before: readonly string[], reference: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), "reference-"));
  await chown(directory, nobody, nobody);
  try {
    const json = join(directory, "results.json");
    const bin = join(packageRoot, "bin/conformance.mjs");
    const args = ["--adapter=zenfs", ...reference, `--json=${json}`];
    const [program = "", ...rest] = [...before, process.execPath, bin, ...args];
    // Kernels stay where they are.
    const env = { HOME: directory, XDG_CACHE_HOME: dirname(cacheDirectory()) };
    const { stderr } = await execa(program, rest, { cwd: directory, env, reject: false });
    const { runs } = JSON.parse(await readFile(json, "utf8")) as Results;
    const results = (runs[0]?.results ?? []).map(({ id, verdict, mismatches }) => {
      return { id, verdict, mismatches: mismatches.map(timeless) };
    });
    return { results, stderr };
  } finally {
    await rm(directory, { recursive: true });
  }
}

test.runIf(process.getuid?.() === 0)("nobody, without namespaces, is powerless", async () => {
  const [program = "", ...rest] = powerless;
  const { stdout } = await execa(program, [...rest, "id", "-u"]);
  expect(stdout).toBe(String(nobody));
  const { exitCode } = await execa(program, [...rest, "unshare", "--user", "true"], {
    reject: false,
  });
  expect(exitCode).not.toBe(0);
});

/** By the recording, and by what it is a recording of. */
async function bothWays(recording: string, live: readonly string[]) {
  const byRecording = await judged(powerless, [`--reference=${recording}`]);
  expect(byRecording.stderr).not.toContain("is stale for");
  expect(byRecording.results.length).toBeGreaterThan(100);
  const byKernel = await judged([], live);
  return { recorded: byRecording.results, live: byKernel.results };
}

test.runIf(isWhole && process.getuid?.() === 0)(
  "a recording of the kernel of this machine judges as the kernel does",
  { timeout: 300_000 },
  async ({ skip }) => {
    const name = recordingNames().find((each) => readRecording(each).version === release());
    if (name === undefined) return skip(`there is no recording of ${release()}`);
    const both = await bothWays(name, ["--reference=kernel"]);
    return expect(both.recorded).toEqual(both.live);
  },
);

test.runIf(isWhole && process.getuid?.() === 0)(
  "a recording of a kernel in a virtual machine judges as that does",
  { timeout: 1_800_000 },
  async (context) => {
    const kernel = fetchedKernel(context);
    const live = ["--reference=vm", `--adapter-option=vm:kernel=${kernel}`];
    const both = await bothWays(`linux-${kernel}`, live);
    expect(both.recorded).toEqual(both.live);
  },
);

test("a recording is of this kernel, else of its series, else the newest", () => {
  const names = ["linux-5.10", "linux-6.18", "linux-6.18.44", "linux-7.2"];
  expect(nearest("6.18.44-fc", names)).toBe("linux-6.18.44");
  expect(nearest("6.18.3", names)).toBe("linux-6.18");
  expect(nearest("6.1.0-56-amd64", names)).toBe("linux-7.2");
  expect(nearest("24.6.0", names)).toBe("linux-7.2");
  expect(nearest("6.18", [])).toBeUndefined();
});

test.runIf(process.getuid?.() === 0 && !isQuick)(
  "who can mount in a user namespace only is judged there, and what is in none by a recording",
  { timeout: 120_000 },
  async () => {
    const setpriv = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];
    const of = async (adapter: string, ...more: readonly string[]) => {
      const bin = join(packageRoot, "bin/conformance.mjs");
      const args = [bin, `--adapter=${adapter}`, "--scenario=merge/a-file-*", ...more];
      return execa("setpriv", [...setpriv, process.execPath, ...args], {
        cwd: tmpdir(),
        env: { HOME: tmpdir() },
        reject: false,
      });
    };
    const plain = await of("overlay-ts");
    expect(plain.stderr).toContain("the kernel mounts in a user namespace only");
    expect(plain.stdout).toMatch(/^overlay-ts .*reference recording /m);
    expect(plain.stdout).toMatch(/\n\d+ passed, 0 failed/);
    const mounted = await of(
      built("test/broken/adapter.js"),
      "--adapter-option=fault=lower-written",
    );
    expect(mounted.stdout).toMatch(/^broken .*as user namespace, reference kernel /m);
  },
);
