import { readFileSync } from "node:fs";

/* What the host tells of a mounted filesystem: proc_pid_mountinfo(5) */

export interface MountLine {
  readonly type: string;
  readonly options: readonly string[];
}

/** Of the mount with this number; of one that cannot be seen from our root, nothing is told. */
export function mountLine(mount: number): MountLine {
  const lines = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  const line = lines.find((each) => each.startsWith(`${mount} `)) ?? " - none none ";
  const [type = "", , options = ""] = line.slice(line.indexOf(" - ") + 3).split(" ");
  return { type, options: options.split(",") };
}
