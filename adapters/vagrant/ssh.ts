import { execa } from "execa";
import type { Unavailable } from "../adapter.ts";
import { notInstalled } from "../../harness/agent/unavailable.ts";

/** How Vagrant says that a machine is to be reached, as options of ssh: no file of it has to be kept. */
export async function sshOptions(
  machine: string,
  project: string,
): Promise<readonly string[] | Unavailable> {
  const { exitCode, stdout, stderr, code } = await execa("vagrant", ["ssh-config", machine], {
    cwd: project,
    env: { VAGRANT_CHECKPOINT_DISABLE: "1" },
    reject: false,
  });
  if (code === "ENOENT") {
    const remedy = "apt-get install --no-install-recommends vagrant vagrant-libvirt openssh-client";
    return notInstalled("vagrant", remedy);
  }
  if (exitCode === 0) return optionsOf(stdout);
  const [reason = `vagrant ssh-config ended with ${exitCode}`] = stderr.trim().split("\n");
  return { unavailable: reason, remedy: `vagrant up ${machine}` };
}

/** Of ssh_config(5): one `Host`, then a keyword and its value a line. */
export function optionsOf(config: string): readonly string[] {
  const lines = config.split("\n").map((line) => /^\s+(\w+)\s+(.*)$/.exec(line));
  return lines.flatMap((match) => (match === null ? [] : ["-o", `${match[1]}=${match[2]}`]));
}

/** A command of a shell there, of words without a quote in them. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
}
