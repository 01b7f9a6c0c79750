import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Unavailable } from "../adapter.ts";
import { notInstalled } from "../../harness/agent/unavailable.ts";
import { type ChosenAccelerator, chooseAccelerator } from "./accelerator.ts";
import { cacheDirectory } from "./cache.ts";
import { guestEntries } from "./initramfs.ts";
import { type KernelFile, findKernel } from "./kernel-file.ts";
import { locateProgram } from "./programs.ts";
import { qemuProgram } from "./qemu.ts";
import { BootError, type Snapshot, findSnapshot, takeSnapshot } from "./snapshot.ts";

/** An emulated guest is ready after some ten seconds, on a busy machine later; one that is not emulated, after two. */
const deadlines = { kvm: 20_000, tcg: 120_000 } as const;

export interface ReadyGuest extends ChosenAccelerator {
  readonly snapshot: Snapshot;
}

/**
 * The snapshot of a guest for these options, taken now if there is none.
 *
 * @param root of the package, with `dist` and `package.json`
 */
export async function readyGuest(
  root: string,
  options: Readonly<Record<string, string>>,
): Promise<ReadyGuest | Unavailable> {
  const kernel = findKernel(options["kernel"]);
  if ("unavailable" in kernel) return kernel;
  if (locateProgram(qemuProgram) === undefined) {
    return notInstalled(
      qemuProgram,
      "npm run provision, or: apt-get install --no-install-recommends qemu-system-x86",
    );
  }
  const entries = await guestEntries(root, kernel, options);
  if ("unavailable" in entries) return entries;
  const taken = async (chosen: ChosenAccelerator): Promise<ReadyGuest | Unavailable> => {
    const { accelerator } = chosen;
    const recipe = {
      kernel: kernel.image,
      entries,
      accelerator,
      deadlineMs: deadlines[accelerator],
    };
    const snapshot = findSnapshot(recipe) ?? (await takeSnapshot(recipe));
    return typeof snapshot === "string" ? refused(snapshot) : { snapshot, ...chosen };
  };
  const chosen = kvmFails(chooseAccelerator(options["accelerator"]));
  try {
    return await taken(chosen);
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    if (chosen.accelerator !== "kvm" || options["accelerator"] === "kvm")
      return doesNotBoot(kernel, error);
    remember(error.message);
  }
  return taken(kvmFails(chosen)).catch((error: Error) => doesNotBoot(kernel, error));
}

/** The agent in the guest has said why it cannot work there. */
function refused(line: string): Unavailable {
  const { reason, remedy } = JSON.parse(line) as { reason: string; remedy: string };
  return { unavailable: reason, remedy };
}

function doesNotBoot({ name }: KernelFile, { message }: Error): Unavailable {
  return {
    unavailable: `the kernel ${name} does not come up: ${message}`,
    remedy: "it needs virtio-serial, devtmpfs and overlay, built in where it is your own",
  };
}

/** That KVM did not work is remembered until the machine boots again. */
const memory = (): string => join(cacheDirectory(), "kvm-fails");
const bootId = (): string => readFileSync("/proc/sys/kernel/random/boot_id", "utf8");

function remember(message: string): void {
  mkdirSync(cacheDirectory(), { recursive: true });
  writeFileSync(memory(), `${bootId()}${message}\n`);
}

function kvmFails(chosen: ChosenAccelerator): ChosenAccelerator {
  if (chosen.accelerator !== "kvm" || chosen.why === "as asked for") return chosen;
  if (!existsSync(memory()) || !readFileSync(memory(), "utf8").startsWith(bootId())) return chosen;
  return { accelerator: "tcg", why: "with KVM no guest came up" };
}
