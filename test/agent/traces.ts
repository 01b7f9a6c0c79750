import { randomUUID } from "node:crypto";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { execa } from "execa";
import { isRoot, kernelAgent } from "./kernel.ts";

/* What an agent could leave behind, seen from outside of its namespaces. */

/** An agent that can be told from all others: by a word on its command line. As root it mounts a disk as well. */
export function markedAgent(): { readonly mark: string; readonly command: readonly string[] } {
  const mark = randomUUID();
  const command = kernelAgent(false, { ...(isRoot && { fs: "ext4" }) });
  // A condition for imports that nothing asks for: harmless, and to be seen in the command line.
  const node = command.indexOf(process.execPath) + 1;
  return { mark, command: command.toSpliced(node, 0, `--conditions=${mark}`) };
}

export interface Process {
  readonly pid: number;
  readonly command: string;
  readonly pidNamespace: string;
}

export function processes(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const pidNamespace = readlinkSync(`/proc/${name}/ns/pid`);
        return [{ pid: Number(name), command, pidNamespace }];
      } catch {
        // It has ended since, or it is somebody else's.
        return [];
      }
    });
}

/**
 * The agent itself: of the programs in its pid namespace the one that came first. Numbers from outside do not tell, for
 * they begin anew once pid_max is reached, and a child of the agent has the same command line until it calls execve.
 */
export function agentOf(mark: string): Process | undefined {
  const own = readlinkSync("/proc/self/ns/pid");
  const found = processes().filter(
    // The first process of the namespace only waits for the agent.
    ({ command, pidNamespace }) =>
      command.startsWith(process.execPath) && command.includes(mark) && pidNamespace !== own,
  );
  return found.toSorted((a, b) => innerPid(a) - innerPid(b))[0];
}

/** Its number in its own pid namespace, by proc_pid_status(5); one that has ended comes last. */
function innerPid({ pid }: Process): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^NSpid:.*\s(\d+)$/m.exec(status)?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}

export function membersOf(pidNamespace: string): readonly Process[] {
  return processes().filter((each) => each.pidNamespace === pidNamespace);
}

/** What a process waits in, and how often it has waited: equal to what was seen before if it never woke in between. */
export function waitOf({ pid }: Process): { readonly call: string; readonly wakings: string } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    call: readFileSync(`/proc/${pid}/syscall`, "utf8"),
    wakings: /^voluntary_ctxt_switches:\s(\d+)$/m.exec(status)?.[1] ?? "",
  };
}

/** The number of the device that is mounted over the agent's scratch directory. */
export function scratchDevice(agent: Process | undefined): string | undefined {
  if (agent === undefined) return undefined;
  const scratch = /--scratch=(\S+)/.exec(agent.command)?.[1];
  const mounts = readFileSync(`/proc/${agent.pid}/mountinfo`, "utf8").split("\n");
  const own = mounts.find(
    (line) => line.includes(` ${scratch} `) && line.includes("- tmpfs overlay-"),
  );
  return own?.split(" ")[2];
}

/** Loop devices whose images are on a device. */
export async function loopsOn(device: string): Promise<readonly string[]> {
  if (!isRoot) return [];
  const columns = ["--list", "--noheadings", "--output", "NAME,BACK-MAJ:MIN"];
  const { stdout } = await execa("losetup", columns);
  return stdout.split("\n").filter((line) => line.trim().split(/\s+/)[1] === device);
}

/** What has to be as it was before: mounts, and the directories in which a scratch could be. */
export function surroundings(): unknown {
  return {
    mounts: readFileSync("/proc/self/mounts", "utf8"),
    scratches: ["/dev/shm", "/mnt", "/media"].map((directory) => readdirSync(directory)),
  };
}
