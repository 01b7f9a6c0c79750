import { release } from "node:os";
import { mountByConfig, mountByString, unmount } from "../../harness/agent/mounting.ts";
import { mountFlags } from "../../harness/agent/mount-constants.ts";
import type { FeatureSet } from "../../harness/language/feature.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import {
  type Available,
  type Host,
  type Layers,
  MountFailure,
  type MountedAdapter,
  type MountedSubject,
  type Topology,
  type Unavailable,
} from "../adapter.ts";
import type { Backing } from "./backing.ts";
import { effectiveFeatures, moduleParameter } from "./effective.ts";
import { configParametersOf, parametersOf } from "./options.ts";
import { openBacking } from "./open-backing.ts";
import { topologies } from "./topologies.ts";
import { probeFeatures } from "./probe.ts";

/** MOUNT_ATTR_RDONLY of linux/mount.h and MS_RDONLY have the same value. */
const readOnly = mountFlags.MS_RDONLY;

/** The overlay of the kernel that this runs on. README.md lists its options. */
export class KernelAdapter implements MountedAdapter {
  readonly kind = "mounted";
  readonly name: string = "kernel";
  readonly topologies: readonly Topology[] = topologies;
  #backing: Backing | undefined;
  #byConfig = false;
  #unprivileged = false;
  /** Effective features by mount options: they depend on nothing else. */
  readonly #effective = new Map<string, FeatureSet>();
  #always: FeatureSet = {};

  async probe(host: Host): Promise<Available | Unavailable> {
    this.#byConfig = host.options["api"] === "fsconfig";
    this.#unprivileged = host.privilege === "user namespace";
    const backing = await this.openBacking(host);
    if ("unavailable" in backing) return backing;
    this.#backing = backing;
    const features = host.known ?? (await probeFeatures(this));
    if ("unavailable" in features) return features;
    this.#always = {
      fsconfig: features.fsconfig ?? false,
      origin: features.origin ?? false,
      samefs: backing.features.samefs ?? false,
    };
    return {
      version: this.version(),
      features: { ...features, ...backing.features },
      details: { "upper filesystem": backing.upper, "lower filesystem": backing.lower },
    };
  }

  /** @param between what happens while nothing is mounted */
  protected async remount(layers: Layers, mount: MountSpec, between?: () => void): Promise<void> {
    this.#unmount(layers);
    between?.();
    this.#mount(layers, this.withNamespace(mount));
  }

  protected version(): string {
    return release();
  }

  protected async openBacking(host: Host): Promise<Backing | Unavailable> {
    return openBacking(host);
  }

  /** Whether the option of that name is on where a mount does not say. */
  protected moduleDefault(parameter: string): boolean {
    return moduleParameter(parameter);
  }

  namespace(mount: MountSpec): "trusted" | "user" {
    return this.#unprivileged || mount.userxattr === true ? "user" : "trusted";
  }

  /** Without privilege, trusted.* is out of reach, and the mount needs `userxattr`. */
  withNamespace(mount: MountSpec): MountSpec {
    return this.#unprivileged ? { ...mount, userxattr: true } : mount;
  }

  async place(name: string, lowers: number): Promise<Layers> {
    return this.#backingNow().place(name, lowers);
  }

  async release(layers: Layers): Promise<void> {
    this.#backingNow().release(layers);
  }

  async open(layers: Layers, mount: MountSpec): Promise<MountedSubject> {
    await this.#backingNow().seal(layers);
    const spec = this.withNamespace(mount);
    this.#mount(layers, spec);
    return {
      features: this.#featuresOf(layers, spec),
      remount: async () => this.remount(layers, mount),
      close: async () => {
        if (this.#backingNow().unmounts === "each") this.#unmount(layers);
      },
    };
  }

  async close(): Promise<void> {
    this.#backing?.close();
  }

  #backingNow(): Backing {
    if (this.#backing === undefined)
      throw new Error("Cannot place layers: the adapter was not probed");
    return this.#backing;
  }

  /** What a mount with these options does here. */
  #featuresOf(layers: Layers, mount: MountSpec): FeatureSet {
    const key = JSON.stringify(mount);
    const known = this.#effective.get(key);
    if (known !== undefined) return known;
    const features = {
      ...this.#always,
      ...effectiveFeatures(layers.merged, (name) => this.moduleDefault(name)),
    };
    this.#effective.set(key, features);
    return features;
  }

  #mount(layers: Layers, mount: MountSpec): void {
    const flags = mount.readonly === true ? readOnly : 0;
    const result = this.#byConfig
      ? mountByConfig("overlay", layers.merged, flags, configParametersOf(layers, mount))
      : mountByString("overlay", layers.merged, flags, parametersOf(layers, mount));
    if (result < 0) throw new MountFailure(-result, `mount of overlay answered errno ${-result}`);
  }

  /** A mount that a step has already taken away answers EINVAL. */
  #unmount(layers: Layers): void {
    const result = unmount(layers.merged);
    if (result < 0 && result !== -22) {
      unmount(layers.merged, 2); // MNT_DETACH: nothing may be left behind
      throw new Error(`Cannot unmount: errno ${-result}`);
    }
  }
}

export default Object.assign(new KernelAdapter(), { linux: true as const });
