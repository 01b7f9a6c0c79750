import { rmSync } from "node:fs";
import { calls } from "../../harness/agent/calls.ts";
import { system } from "../../harness/agent/syscalls.ts";
import type { Step } from "../../harness/language/step.ts";
import type { Outcome } from "../../harness/language/transcript.ts";
import type { Fault, Site } from "./fault.ts";

/* Subjects that are right until the power goes. */

const mountOverlay = system("mount", "sssis");

export const powerFaults: readonly Fault[] = [
  {
    name: "syncs-nothing",
    says: "mounts every overlay as a volatile one, and takes away the mark that would tell",
    areas: ["durability"],
    shows: /^outcome /,
    privileged: true,
    tamper: volatileInSecret,
  },
];

/** Of mounts that scenarios make themselves. */
function volatileInSecret({ layers: { root } }: Site) {
  const at = (path: string) => `${root}${path}`;
  return {
    after(step: Step, outcome: Outcome): Outcome {
      if ("errno" in outcome) return outcome;
      if (step.op !== "mount" || step.type !== "overlay" || typeof step.target !== "string")
        return outcome;
      const { options = "", target } = step;
      const work = /workdir=([^,]+)/.exec(options)?.[1];
      if (work === undefined || /volatile|fsync=/.test(options)) return outcome;
      const seenFromHome = options.replaceAll(/(?<=[=:])\//g, `${root}/`);
      calls.umount2(at(target), 0);
      mountOverlay("overlay", at(target), "overlay", 0, `${seenFromHome},volatile`);
      rmSync(at(`${work}/work/incompat`), { recursive: true, force: true });
      return outcome;
    },
  };
}
