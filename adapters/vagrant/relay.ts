import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { agentIdentity } from "../../harness/agent/identity.ts";
import { nearest } from "../../harness/language/nearest.ts";
import type { Unavailable } from "../adapter.ts";
import { unavailableAnswer } from "../../harness/agent/unavailable.ts";
import { commandLine, sshOptions } from "./ssh.ts";

/*
 * Stands where an agent would: its standard streams are those of an agent in a machine, over a connection of ssh that is
 * held as long as it lives. Nothing of the machine is changed.
 */

/** Where the Vagrantfile puts the project. */
const there = "/overlay-conformance";
const root = fileURLToPath(new URL("../../..", import.meta.url));
const ours = ["machine", "project"] as const;
/** Of the agent's adapter there, `kernel`. */
const theirs = ["fs", "lower", "api"];

const { values } = parseArgs({
  options: { option: { type: "string", multiple: true, default: [] } },
});
const given = values.option.map((option) => {
  const at = option.indexOf("=");
  return [option.slice(0, at), option.slice(at + 1)] as const;
});
const options = new Map(given);

function unknownOption(): Unavailable | undefined {
  const known = [...ours, ...theirs];
  const unknown = [...options.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return {
    unavailable: `there is no option "${unknown}"${nearest(unknown, known)}`,
    remedy: `choose among ${known.join(", ")}`,
  };
}

function say(found: Unavailable): void {
  process.stdout.write(`${JSON.stringify(unavailableAnswer(found))}\n`);
}

async function relay(connection: readonly string[]): Promise<number> {
  const passed = given.filter(([name]) => theirs.includes(name));
  const agent = [
    "sudo",
    "node",
    `${there}/bin/conformance.mjs`,
    "agent",
    `--expect=${agentIdentity()}`,
    ...passed.map(([name, value]) => `--adapter-option=${name}=${value}`),
  ];
  // However this ends, the connection ends, and with it the input of the agent.
  const bound = process.platform === "linux" ? ["setpriv", "--pdeathsig", "KILL", "--"] : [];
  const ssh = ["ssh", "-T", "-o", "BatchMode=yes", "-o", "ServerAliveInterval=15", ...connection];
  const host = options.get("machine") ?? "default";
  const [program = "", ...args] = [...bound, ...ssh, host, commandLine(agent)] as readonly string[];
  const { exitCode } = await execa(program, args, { stdio: "inherit", reject: false });
  return exitCode ?? 1;
}

const unknown = unknownOption();
const found =
  unknown ??
  (await sshOptions(options.get("machine") ?? "bookworm", options.get("project") ?? root));
if ("unavailable" in found) say(found);
else process.exitCode = await relay(found);
