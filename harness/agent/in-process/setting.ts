import {
  type InProcessAdapter,
  type InProcessSubject,
  MountFailure,
} from "../../../adapters/adapter.ts";
import type { FileSystem } from "../../../adapters/file-system.ts";
import type { FeatureSet } from "../../language/feature.ts";
import type { Lacks } from "../../language/protocol.ts";
import type { IdentifiedScenario, MountSpec } from "../../language/scenario.ts";
import type { Step } from "../../language/step.ts";
import type { Outcome, SetupFailure } from "../../language/transcript.ts";
import type { RawTrees } from "../../observe/raw.ts";
import { errnoName } from "../errno-table.ts";
import { stampOf } from "../stamps.ts";
import type { Prepared, Setting, Stage } from "../stage.ts";
import { inProcessLacks, sentences } from "./absent.ts";
import { build } from "./build.ts";
import { outcomeOf } from "./failure.ts";
import { look } from "./look.ts";
import { perform } from "./perform.ts";
import { shownUpper } from "./shown-upper.ts";
import { World } from "./world.ts";

/** Layers are directories of the machine, or trees in memory that are built as such. */
const layerFeatures: FeatureSet = {
  layers_on_disk: true,
  lower_marks: true,
  exact_times: true,
  writable_lowers: true,
};

/** @param declared the lacks of the adapter itself */
export function prepareInProcess(adapter: InProcessAdapter, declared: Lacks): Prepared {
  const lacks = { ...inProcessLacks, ...declared };
  return { setting: inProcessSetting(adapter, lacks), machine: layerFeatures, lacks };
}

/**
 * Sets scenarios up on an in-process subject.
 * @param lacks what the adapter declares; it is never tried
 */
export function inProcessSetting(adapter: InProcessAdapter, lacks: Lacks = {}): Setting {
  return async (scenario) => {
    const lack = mountLack(scenario.mount ?? {}, lacks);
    if (lack !== undefined) return { at: "mount", errno: "ENOSYS", message: lack, lack };
    const stage = new InProcessStage(scenario.mount as MountSpec | undefined, lacks);
    const failure = await stage.setUp(adapter, scenario);
    if (failure === undefined) return stage;
    await stage.close();
    return failure;
  };
}

/** Why this subject cannot be mounted like this, where its adapter declared the option or this value of it. */
function mountLack(mount: MountSpec | "none", lacks: Lacks): string | undefined {
  if (mount === "none") return sentences.mount;
  const names = Object.entries(mount).flatMap(([name, value]) => [
    `mount.${name}`,
    `mount.${name}=${String(value)}`,
  ]);
  return names.map((name) => lacks[name]).find((sentence) => sentence !== undefined);
}

class InProcessStage implements Stage {
  readonly xattrPrefix: string;
  readonly #mount: MountSpec;
  readonly #lacks: Lacks;
  readonly #world: World;
  readonly #lowers: FileSystem[] = [];
  #upper: FileSystem = {};
  #shownUpper: FileSystem | undefined;
  #merged: FileSystem = {};
  #subject: InProcessSubject | undefined;

  constructor(mount: MountSpec = {}, lacks: Lacks) {
    const namespace = mount.userxattr ? "user." : "trusted.";
    this.xattrPrefix = `${namespace}overlay.`;
    this.#mount = mount;
    this.#lacks = lacks;
    this.#world = new World(lacks, namespace);
  }

  get features(): FeatureSet {
    return this.#subject?.features ?? {};
  }

  /** Layers in memory have no file handles. */
  handles(): undefined {
    return undefined;
  }

  async setUp(
    adapter: InProcessAdapter,
    { lowers, upperBefore }: IdentifiedScenario,
  ): Promise<SetupFailure | undefined> {
    for (const [index, steps] of lowers.entries()) {
      const fs = await adapter.layer();
      this.#lowers.push(fs);
      this.#world.put(`lower${index}`, fs);
      const failure = await build(this.#world, `lower${index}`, steps, stampOf.lower(index));
      if (failure !== undefined) return failure;
    }
    this.#upper = await adapter.layer();
    this.#world.put("upper", this.#upper);
    const failure = await build(this.#world, "upper", upperBefore ?? [], stampOf.upper);
    return failure ?? this.#open(adapter);
  }

  async #open(adapter: InProcessAdapter): Promise<SetupFailure | undefined> {
    try {
      this.#subject = await adapter.open(this.#lowers, this.#upper, this.#mount);
    } catch (error) {
      if (!(error instanceof MountFailure)) throw error;
      return { at: "mount", errno: errnoName(error.errno), message: error.message };
    }
    const subject = this.#subject;
    this.#show(subject.fs);
    if (subject.whiteouts === undefined) return undefined;
    this.#shownUpper = shownUpper({
      upper: this.#upper,
      merged: () => this.#merged,
      whiteouts: () => subject.whiteouts?.() ?? [],
      encoding: subject.encoding ?? "subject",
    });
    this.#world.put("upper", this.#shownUpper);
    return undefined;
  }

  #show(merged: FileSystem): void {
    this.#merged = merged;
    this.#world.put("merged", merged);
  }

  async perform(step: Step): Promise<Outcome> {
    return step.op === "remount" ? this.#remount() : perform(this.#world, step, this.#lacks);
  }

  /** With a descriptor open or a directory entered, the kernel would not unmount. */
  async #remount(): Promise<Outcome> {
    if (this.#lacks["remount"] !== undefined) return { lack: this.#lacks["remount"] };
    if (this.#world.busy("merged")) return { errno: "EBUSY" };
    try {
      if (this.#subject !== undefined) this.#show(await this.#subject.remount());
      return { value: null };
    } catch (thrown) {
      if (thrown instanceof MountFailure) return { errno: errnoName(thrown.errno) };
      return outcomeOf(thrown);
    }
  }

  async look(): Promise<RawTrees> {
    const subject = this.#subject;
    const looking = async (): Promise<RawTrees> =>
      look({
        merged: this.#merged,
        upper: this.#shownUpper ?? this.#upper,
        lowers: this.#lowers,
      });
    return subject?.quiet === undefined ? looking() : subject.quiet(looking);
  }

  async close(): Promise<void> {
    await this.#world.slots.closeAll();
    await this.#subject?.close();
    await settled();
    for (const layer of [...this.#lowers, this.#upper]) await layer.close?.();
  }
}

/** When all that could run has run: what a library leaves behind its close fails in this scenario, not in the next. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
