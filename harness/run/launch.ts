import { existsSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { onPath } from "./on-path.ts";
import { built } from "./where.ts";

/** Directories that any Linux has and no adapter's files are in: the first is covered by the agent's own tmpfs. */
const scratches = ["/dev/shm", "/mnt", "/media"];

export interface AgentChoice {
  /** The URL of the adapter's module. */
  readonly module: string;
  readonly mounted: boolean;
  readonly options: Readonly<Record<string, string>>;
  /** Mount in a user namespace even as root. */
  readonly unprivileged?: boolean;
}

/**
 * The command line of an agent. A mounted subject's runs in a mount and a pid namespace of its own, which take its mounts
 * and its children with them however it ends; without root, in a user namespace as well.
 */
export function agentCommand(choice: AgentChoice): readonly string[] {
  const options = Object.entries(choice.options).map(([key, value]) => `--option=${key}=${value}`);
  const agent = [
    process.execPath,
    ...nodeFlags,
    built("harness/agent/main.js"),
    `--adapter=${choice.module}`,
    ...options,
  ];
  if (!choice.mounted) return [...diesWithParent(), ...agent];
  const root = isRoot() && choice.unprivileged !== true;
  const scratch = scratches.find((each) => existsSync(each)) ?? "/tmp";
  return [
    ...(root ? [] : ["unshare", "--user", "--map-root-user", "--"]),
    // Behind the user namespace: the kernel forgets the wish of a process whose credentials change.
    ...diesWithParent(),
    ...ownNamespaces,
    // The agent changes its credentials too. So the first process of its namespace, with which all others end, is one
    // that does nothing but wait.
    ...waiting,
    ...agent,
    `--privilege=${root ? "root" : "user namespace"}`,
    `--scratch=${scratch}`,
  ];
}

/** An agent holds a few small objects at a time: a small heap is collected cheaply, and two cores are shared. */
const nodeFlags = ["--max-semi-space-size=4", "--single-threaded-gc"];

/** Root of the initial user namespace: who is root only in another one has no trusted.* and no device nodes. */
function isRoot(): boolean {
  if (process.getuid?.() !== 0) return false;
  const map = existsSync("/proc/self/uid_map") ? readFileSync("/proc/self/uid_map", "utf8") : "";
  return map === "" || /^\s*0\s+0\s+4294967295\s*$/.test(map);
}

const ownNamespaces = [
  "unshare",
  "--mount",
  "--propagation=private",
  "--pid",
  "--fork",
  "--kill-child",
  "--",
];
const waiting = ["unshare", "--fork", "--"];

/** Killed with its parent, even where the agent hangs and cannot see that its input ended. */
export function diesWithParent(): readonly string[] {
  return platform() === "linux" && onPath("setpriv")
    ? ["setpriv", "--pdeathsig", "KILL", "--"]
    : [];
}
