import { accessSync, constants, existsSync } from "node:fs";
import type { Accelerator } from "./qemu.ts";

export interface ChosenAccelerator {
  readonly accelerator: Accelerator;
  /** For the report. */
  readonly why: string;
}

/**
 * KVM where the processor itself runs guests. /dev/kvm alone says little: a KVM without the processor's help opens too,
 * and emulates a stock kernel until it gives up.
 */
export function chooseAccelerator(asked: string | undefined): ChosenAccelerator {
  if (asked === "kvm" || asked === "tcg") return { accelerator: asked, why: "as asked for" };
  const helped = ["kvm_intel", "kvm_amd"].some((name) => existsSync(`/sys/module/${name}`));
  if (!opens("/dev/kvm")) return { accelerator: "tcg", why: "/dev/kvm does not open" };
  return helped
    ? { accelerator: "kvm", why: "with the processor's help" }
    : { accelerator: "tcg", why: "neither kvm_intel nor kvm_amd is there" };
}

function opens(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
