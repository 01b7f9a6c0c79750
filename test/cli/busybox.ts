import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/* A machine that has busybox and nothing else, for the scripts of scenarios. */

export interface ScriptEnd {
  readonly exitCode: number;
  readonly output: string;
}

const driver = (directory: string): string =>
  `export OVERLAY_SCRIPT=1
for script in ${directory}/*.sh; do (. "$script") >"$script.out" 2>&1; echo $? >"$script.rc"; done
`;

export async function busyboxMachine() {
  const bin = await mkdtemp(join(tmpdir(), "busybox-"));
  await execa("busybox", ["--install", "-s", bin]);
  const options = { env: { PATH: bin, TMPDIR: bin }, extendEnv: false, reject: false } as const;
  return {
    /** As somebody runs it who got it by mail. */
    async run(script: string): Promise<ScriptEnd> {
      const file = join(bin, "alone.sh");
      await writeFile(file, script);
      const { exitCode = -1, stdout } = await execa(join(bin, "sh"), [file], options);
      return { exitCode, output: stdout };
    },
    /** Many, one after the other, in one mount namespace: each has a directory of its own in it. */
    async runAll(scripts: readonly string[]): Promise<readonly ScriptEnd[]> {
      const directory = await mkdtemp(join(bin, "scripts-"));
      const files = scripts.map((_, index) => join(directory, `${index}.sh`));
      await Promise.all(scripts.map((text, index) => writeFile(files[index] ?? "", text)));
      const all = join(directory, "all");
      await writeFile(all, driver(directory));
      const args = ["--mount", "--propagation=private", "sh", all];
      await execa(join(bin, "unshare"), args, options);
      return Promise.all(
        files.map(async (file) => ({
          exitCode: Number(await readFile(`${file}.rc`, "utf8")),
          output: await readFile(`${file}.out`, "utf8"),
        })),
      );
    },
    [Symbol.asyncDispose]: () => rm(bin, { recursive: true }),
  };
}
