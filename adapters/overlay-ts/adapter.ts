import { calls } from "../../harness/agent/calls.ts";
import type { Kernel } from "../../harness/agent/kernel.ts";
import { useKernel } from "../../harness/agent/syscalls.ts";
import { umaskNow } from "../../harness/agent/take-over.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import type { Available, Host, Layers, MountedSubject, Unavailable } from "../adapter.ts";
import { KernelAdapter } from "../kernel/adapter.ts";
import type { Backing } from "../kernel/backing.ts";
import { openBacking, placed } from "../kernel/open-backing.ts";
import { batchedTmpfs } from "../kernel/batch.ts";
import { bootDirectory, bootMemory } from "./boot.ts";
import { type Choice, choose, defaultStore } from "./choice.ts";
import { parkAll } from "./directory/held.ts";
import { lacks } from "./lacks.ts";

/** The overlay in TypeScript, mounted in a kernel in TypeScript by the calls that mount the real one. */
export class OverlayTsAdapter extends KernelAdapter {
  override readonly name = "overlay-ts";
  #choice: Choice | undefined;
  #kernel: Kernel | undefined;

  /** Layers in memory need nothing of the system. */
  namespaces(options: Host["options"]): boolean {
    return (options["store"] ?? defaultStore(options)) === "directory";
  }

  kernel(host: Host): Kernel {
    this.#kernel = this.namespaces(host.options)
      ? bootDirectory(host.privilege === "root")
      : bootMemory();
    return this.#kernel;
  }

  override async probe(host: Host): Promise<Available | Unavailable> {
    const choice = choose(host);
    if ("unavailable" in choice) return choice;
    this.#choice = choice;
    const found = await super.probe({ ...host, options: choice.rest });
    return "unavailable" in found ? found : { ...found, lacks };
  }

  /** Layers that are to change hands are mounted by one, and at each remount by the other. */
  override async open(layers: Layers, mount: MountSpec): Promise<MountedSubject> {
    const first = this.#choice?.handover === "from kernel" ? undefined : this.#kernel;
    useKernel(first);
    if (first === undefined) parkAll();
    calls.umask(0o022);
    const subject = await super.open(layers, mount);
    if (this.#choice?.handover === undefined) return subject;
    const second = first === undefined ? this.#kernel : undefined;
    let inHand = first;
    return {
      ...subject,
      remount: async () => {
        inHand = inHand === first ? second : first;
        const umask = umaskNow();
        await this.remount(layers, mount, () => {
          useKernel(inHand);
          if (inHand === undefined) parkAll();
          calls.umask(umask);
        });
      },
      close: async () => {
        await subject.close();
        useKernel(this.#kernel);
      },
    };
  }

  protected override version(): string {
    return "1";
  }

  protected override async openBacking(host: Host): Promise<Backing | Unavailable> {
    if (this.#choice?.store === "memory") return inMemory;
    return openBacking(host, (scratch) => placed("tmpfs", "tmpfs", scratch, scratch));
  }

  protected override moduleDefault(parameter: string): boolean {
    return onByDefault.includes(parameter);
  }
}

/** On the machine's own tmpfs. */
const inMemory: Backing = { ...batchedTmpfs(""), upper: "memory", lower: "memory" };

/** What Linux is built with: CONFIG_OVERLAY_FS_REDIRECT_ALWAYS_FOLLOW is on, all other features are off. */
const onByDefault: readonly string[] = ["redirect_always_follow"];

export default new OverlayTsAdapter();
