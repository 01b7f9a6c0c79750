import { release } from "node:os";
import type { ReferencePlan } from "./plan.ts";
import { type Probed, probe } from "./probe.ts";
import { readRecording, recordingNames } from "./recording/read.ts";

/* What judges where nothing is written: an adapter, or what a kernel has answered once. */

export function adapterPlan({ label, command, info }: Probed): ReferencePlan {
  const { name, version, features, lacks } = info;
  return { name: `${name} ${version}`, label, command, features, lacks };
}

/** @throws RecordingError */
export function recordingPlan(name: string): ReferencePlan {
  const { version, features, lacks } = readRecording(name);
  return {
    name: `recording ${version}`,
    label: name,
    command: ["recording", name],
    features,
    lacks,
  };
}

/** Of this kernel, of its series, or the newest one. `names` are sorted by version. */
export function nearest(kernel: string, names: readonly string[]): string | undefined {
  const version = /^(\d+\.\d+)(\.\d+)?/.exec(kernel);
  const wanted = version === null ? [] : [version[0], version[1]].map((each) => `linux-${each}`);
  return wanted.find((each) => names.includes(each)) ?? names.at(-1);
}

/**
 * The live kernel. Where it cannot mount, or in a user namespace only, a recording of the nearest one: in there a kernel
 * does less than a subject that is in no namespace.
 *
 * @param privileges of what is judged
 */
export async function kernelOrRecording(
  deadlineMs: number,
  privileges: () => Promise<readonly string[]>,
  tell: (line: string) => void,
): Promise<ReferencePlan | undefined> {
  const kernel = await probe("kernel", {}, deadlineMs).catch((error: Error) => error);
  if (kernel instanceof Error) return recorded(kernel.message, tell);
  const confined = kernel.info.privilege === "user namespace";
  if (confined && (await privileges()).every((each) => each === "plain")) {
    return recorded("the kernel mounts in a user namespace only, where it does less", tell);
  }
  return adapterPlan(kernel);
}

function recorded(why: string, tell: (line: string) => void): ReferencePlan | undefined {
  const name = nearest(release(), recordingNames());
  const instead = name === undefined ? "Written expectations judge alone." : `${name} judges.`;
  tell(`no live reference: ${why}\n${instead}`);
  return name === undefined ? undefined : recordingPlan(name);
}
