import type { Layers } from "../../adapters/adapter.ts";
import { OverlayTsAdapter } from "../../adapters/overlay-ts/adapter.ts";
import { calls } from "../../harness/agent/calls.ts";
import { layerDirectories } from "../../harness/agent/layer-trees.ts";
import { system } from "../../harness/agent/syscalls.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import { walk } from "../../harness/observe/walk.ts";

const lremovexattr = system("lremovexattr", "ss");

/** The overlay in TypeScript, from whose upper two marks are lost whenever its layers change hands. */
class LossyHandover extends OverlayTsAdapter {
  protected override async remount(layers: Layers, mount: MountSpec, between?: () => void) {
    await super.remount(layers, mount, () => {
      for (const [name, directory] of layerDirectories(layers)) {
        if (name === "upper") lose(directory);
      }
      calls.chdir("/");
      between?.();
    });
  }
}

function lose(upper: string): void {
  for (const path of walk(upper).keys()) {
    for (const mark of ["opaque", "redirect"])
      lremovexattr(`${upper}${path}`, `trusted.overlay.${mark}`);
  }
}

export default new LossyHandover();
