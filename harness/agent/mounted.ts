import {
  type Layers,
  MountFailure,
  type MountedAdapter,
  type MountedSubject,
  type Tampering,
} from "../../adapters/adapter.ts";
import { handleIndex } from "../observe/handles.ts";
import type { HandleIndex } from "../observe/overlay-xattr.ts";
import type { RawTree, RawTrees } from "../observe/raw.ts";
import { withUnlisted } from "../observe/unlisted.ts";
import { withStableNames } from "../observe/work-names.ts";
import { stepOut, walk } from "../observe/walk.ts";
import type { FeatureSet } from "../language/feature.ts";
import type { IdentifiedScenario } from "../language/scenario.ts";
import type { Step } from "../language/step.ts";
import type { Outcome, SetupFailure, TreeName } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import { type Context, nothingHeld } from "./context.ts";
import { errnoName } from "./errno-table.ts";
import { keepLayers } from "./keep.ts";
import { layerDirectories } from "./layer-trees.ts";
import { buildLayers } from "./layers.ts";
import { type Elsewhere, elsewhere } from "./elsewhere.ts";
import { unmountBelow } from "./mounting.ts";
import { type Places, placesOf, tryMachine } from "./places.ts";
import { perform } from "./perform.ts";
import { Standpoint } from "./place.ts";
import { release } from "./release.ts";
import type { Prepared, Setting, Stage } from "./stage.ts";

/** Sets scenarios up on a mounted subject, which must have been probed. */
export async function mountedSetting(
  adapter: MountedAdapter,
  scratch: string | undefined,
  known?: FeatureSet,
): Promise<Omit<Prepared, "lacks">> {
  const places = placesOf(adapter, scratch);
  return { machine: known ?? (await tryMachine(places)), setting: settingOf(adapter, places) };
}

function settingOf(adapter: MountedAdapter, places: Places): Setting {
  let count = 0;
  return async (scenario) => {
    count += 1;
    // What a scenario before left would show in the layers' own directories.
    calls.umask(0o022);
    const layers = await places.make(`s${count}`, scenario.lowers.length);
    const stage = new MountedStage(adapter, scenario, layers, places);
    const failure = await stage.setUp();
    if (failure === undefined) return stage;
    await stage.close();
    return failure;
  };
}

class MountedStage implements Stage {
  readonly #adapter: MountedAdapter;
  readonly #places: Places;
  readonly #scenario: IdentifiedScenario;
  readonly #layers: Layers;
  readonly #context: Context;
  readonly #elsewhere: Elsewhere;
  readonly handles: HandleIndex;
  #subject: MountedSubject | undefined;
  #tampering: Tampering = {};
  #last: RawTrees = new Map();

  constructor(
    adapter: MountedAdapter,
    scenario: IdentifiedScenario,
    layers: Layers,
    places: Places,
  ) {
    this.#adapter = adapter;
    this.#places = places;
    this.#scenario = scenario;
    this.#layers = layers;
    const { mount } = scenario;
    const spec = mount === "none" || mount === undefined ? {} : mount;
    const namespace = adapter.namespace?.(spec) ?? (spec.userxattr ? "user" : "trusted");
    this.#context = {
      standpoint: new Standpoint(layers),
      layers,
      xattrPrefix: `${namespace}.overlay.`,
      ...nothingHeld(),
    };
    this.#elsewhere = elsewhere(this.#context);
    this.handles = handleIndex(layerDirectories(layers), () => this.#last);
  }

  get features(): FeatureSet {
    return this.#subject?.features ?? {};
  }

  get xattrPrefix(): string {
    return this.#context.xattrPrefix;
  }

  async setUp(): Promise<SetupFailure | undefined> {
    const failure = buildLayers(this.#context, this.#scenario);
    this.#context.standpoint.home();
    if (failure !== undefined) return failure;
    if (this.#scenario.mount === "none") {
      this.#tampering = this.#adapter.tampering?.(this.#layers) ?? {};
      return undefined;
    }
    try {
      this.#subject = await this.#adapter.open(this.#layers, this.#scenario.mount ?? {});
      this.#tampering = this.#subject;
      return undefined;
    } catch (error) {
      if (!(error instanceof MountFailure)) throw error;
      const { message, lack } = error;
      const failure = { at: "mount", errno: errnoName(error.errno), message };
      return lack === undefined ? failure : { ...failure, lack };
    }
  }

  perform(step: Step): Outcome | Promise<Outcome> {
    if (step.op === "remount") return this.#remount();
    if (step.op === "concurrently" || step.by !== undefined) return this.#performElsewhere(step);
    return this.#after(step, perform(this.#context, step));
  }

  /** On other threads, or in another process. */
  async #performElsewhere(step: Step): Promise<Outcome> {
    const lanes = step.op === "concurrently" ? step.lanes : [[step]];
    const outcomes = await this.#elsewhere.perform(lanes);
    if (step.op === "concurrently") return this.#after(step, { lanes: outcomes });
    const outcome = outcomes[0]?.[0];
    if (outcome === undefined) throw new Error("Cannot tell the outcome: nobody gave one");
    return this.#after(step, outcome);
  }

  #after(step: Step, outcome: Outcome): Outcome {
    if (this.#tampering.after === undefined) return outcome;
    this.#context.standpoint.home();
    return this.#tampering.after(step, outcome);
  }

  async #remount(): Promise<Outcome> {
    this.#context.standpoint.leave();
    await this.#elsewhere.leave();
    try {
      await this.#subject?.remount();
      return { value: null };
    } catch (error) {
      if (!(error instanceof MountFailure)) throw error;
      return { errno: errnoName(error.errno) };
    }
  }

  look(): RawTrees {
    this.#context.standpoint.home();
    const { merged } = this.#layers;
    const found = new Map<TreeName, RawTree>();
    for (const [name, directory] of [
      ...layerDirectories(this.#layers),
      ["merged", merged] as const,
    ]) {
      found.set(name, walk(directory, this.#last.get(name)));
    }
    this.#last = found;
    const trees = new Map(found);
    trees.set("work", withStableNames(found.get("work") ?? new Map(), this.handles));
    trees.set("merged", withUnlisted(found.get("merged") ?? new Map(), merged, found));
    stepOut();
    return this.#tampering.look?.(trees) ?? trees;
  }

  async keep(directory: string): Promise<void> {
    this.#context.standpoint.home();
    return keepLayers(this.#layers, directory);
  }

  async close(): Promise<void> {
    release(this.#context);
    await this.#elsewhere.end();
    await this.#subject?.close();
    if (mounts(this.#scenario)) unmountBelow(this.#layers.root);
    await this.#places.remove(this.#layers);
  }
}

/** Whether steps mount something that would be left over. */
function mounts({ steps }: IdentifiedScenario): boolean {
  return steps.some(({ op }) => ["mount", "move_mount", "mount_loop"].includes(op));
}
