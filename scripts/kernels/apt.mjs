// Debian's packages through apt, with a state directory of our own: the apt of the machine is neither read nor changed.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $ } from "zx";

const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
const usual = {
  archive: "http://deb.debian.org/debian",
  security: "http://deb.debian.org/debian-security",
};

/** @param {string} file */
const textOf = async (file) => readFile(file, "utf8").catch(() => "");

/** The mirrors that this machine uses, where it is a Debian. */
export async function mirrors() {
  const folder = "/etc/apt/sources.list.d";
  const names = await readdir(folder).catch(() => []);
  const files = ["/etc/apt/sources.list", ...names.map((name) => join(folder, name))];
  const text = (await Promise.all(files.map(textOf))).join("\n");
  const addresses = [...text.matchAll(/^(?:URIs:|deb\b.*?)\s*(https?:\/\/\S+)/gm)].map(
    ([, address]) => address.replace(/\/$/, ""),
  );
  return {
    archive: addresses.find((each) => each.endsWith("/debian")) ?? usual.archive,
    security: addresses.find((each) => each.endsWith("/debian-security")) ?? usual.security,
  };
}

/**
 * Opens one suite, `bookworm-security`: its lists are fetched.
 * @param {string} suite
 * @param {string} directory its state
 */
export async function openSuite(suite, directory) {
  const parts = ["lists/partial", "cache/archives/partial", "parts"];
  for (const part of parts) await mkdir(join(directory, part), { recursive: true });
  const { archive, security } = await mirrors();
  const address = suite.endsWith("-security") ? security : archive;
  const sources = join(directory, "sources.list");
  await writeFile(sources, `deb [signed-by=${keyring} arch=amd64] ${address} ${suite} main\n`);
  await writeFile(join(directory, "status"), "");
  const options = [
    `Dir::State=${directory}`,
    `Dir::State::Lists=${join(directory, "lists")}`,
    `Dir::State::status=${join(directory, "status")}`,
    `Dir::Cache=${join(directory, "cache")}`,
    `Dir::Etc::sourcelist=${sources}`,
    `Dir::Etc::sourceparts=${join(directory, "parts")}`,
    `Dir::Etc::preferencesparts=${join(directory, "parts")}`,
    "APT::Architecture=amd64",
    "APT::Sandbox::User=",
    "Acquire::Languages=none",
  ].flatMap((option) => ["-o", option]);
  const run = $({ cwd: join(directory, "cache"), quiet: true });
  await run`apt-get ${options} update --quiet`;
  return {
    suite,
    /**
     * Names of packages, by a regular expression.
     * @param {string} pattern
     */
    async search(pattern) {
      const { stdout } = await run`apt-cache ${options} search --names-only ${pattern}`;
      return stdout
        .split("\n")
        .map((line) => line.split(" ")[0])
        .filter(Boolean);
    },
    /** @param {string} name */
    async version(name) {
      const { stdout } = await run`apt-cache ${options} show --no-all-versions ${name}`;
      return /^Version: (\S+)$/m.exec(stdout)?.[1] ?? "unknown";
    },
    /**
     * The path of a package's file, whose signature and digest apt has checked; undefined where the mirror has it no more.
     * @param {string} name
     */
    async download(name) {
      const { exitCode, stderr } = await run({
        nothrow: true,
      })`apt-get ${options} download ${name}`;
      if (exitCode !== 0) {
        console.error(`  ${name}: ${stderr.trim().split("\n")[0]}`);
        return undefined;
      }
      const files = await readdir(join(directory, "cache"));
      const file = files.find((each) => each.startsWith(`${name}_`) && each.endsWith(".deb"));
      return file === undefined ? undefined : join(directory, "cache", file);
    },
  };
}
