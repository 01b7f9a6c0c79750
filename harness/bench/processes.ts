import { readFileSync, readdirSync } from "node:fs";

/** What a process has cost so far. */
export interface ProcessCost {
  readonly pid: number;
  readonly parent: number;
  readonly role: Role;
  /** Milliseconds of processor time. */
  readonly user: number;
  readonly system: number;
  /** Resident, with what it shares. */
  readonly bytes: number;
}

export const roles = ["agents", "vitest workers", "command line", "namespaces", "guests"] as const;
export type Role = (typeof roles)[number];

/** Units of /proc/PID/stat: USER_HZ is 100 on every architecture, a page 4096 bytes on those with an agent. */
const tickMs = 10;
const pageBytes = 4096;

/** The process `root` and everything below it, by proc_pid_stat(5). */
export function processesBelow(root: number): readonly ProcessCost[] {
  const all = readdirSync("/proc").flatMap((pid) => (/^\d+$/.test(pid) ? read(pid) : []));
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid));
}

function read(pid: string): readonly ProcessCost[] {
  try {
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = rest.split(" ").map(Number);
    return [
      {
        pid: Number(pid),
        parent: fields[1] ?? 0,
        role: roleOf(readFileSync(`/proc/${pid}/cmdline`, "utf8")),
        user: (fields[11] ?? 0) * tickMs,
        system: (fields[12] ?? 0) * tickMs,
        bytes: (fields[21] ?? 0) * pageBytes,
      },
    ];
  } catch {
    return []; // It has just ended.
  }
}

function roleOf(command: string): Role {
  if (command.startsWith("qemu-")) return "guests";
  if (command.startsWith("unshare")) return "namespaces";
  if (command.includes("harness/agent/main.js")) return "agents";
  return command.includes("bin/conformance.mjs") ? "command line" : "vitest workers";
}
