import type {
  Available,
  Host,
  Layers,
  MountedSubject,
  Tampering,
  Unavailable,
} from "../../adapters/adapter.ts";
import { KernelAdapter } from "../../adapters/kernel/adapter.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import type { Fault, Site } from "./fault.ts";
import { faults } from "./faults.ts";

/** The overlay of the kernel with one fault: `--adapter-option=fault=NAME`. */
class BrokenAdapter extends KernelAdapter {
  override readonly name = "broken";
  #fault: Fault | undefined;

  override async probe(host: Host): Promise<Available | Unavailable> {
    const { fault: name, ...options } = host.options;
    this.#fault = faults.find((each) => each.name === name);
    if (this.#fault === undefined) {
      return {
        unavailable: `there is no fault "${name ?? ""}"`,
        remedy: `choose one by --adapter-option=fault=NAME: ${faults.map((each) => each.name).join(", ")}`,
      };
    }
    if (this.#fault.privileged === true && host.privilege !== "root") {
      return { unavailable: `the fault "${name}" needs privilege`, remedy: "run as root" };
    }
    return super.probe({ ...host, options });
  }

  override async open(layers: Layers, mount: MountSpec): Promise<MountedSubject> {
    const site: Site = { layers, prefix: `${this.namespace(mount)}.overlay.` };
    if (this.#fault?.instead !== undefined) return this.#fault.instead(site);
    return { ...(await super.open(layers, mount)), ...this.#fault?.tamper?.(site) };
  }

  tampering(layers: Layers): Tampering {
    return this.#fault?.tamper?.({ layers, prefix: `${this.namespace({})}.overlay.` }) ?? {};
  }
}

export default new BrokenAdapter();
