import { type Feature, type FeatureSet, machineFeatures } from "../../language/feature.ts";
import { CannotRunError } from "../cannot-run.ts";
import { probe } from "../probe.ts";
import type { AdapterOptions } from "../registry.ts";
import type { RecordedFilesystems } from "./shape.ts";

/** Filesystems that an overlay's layers can be on, beside tmpfs, by the options of an adapter that has disks. */
const choices: Readonly<Record<string, AdapterOptions>> = {
  ext4: { fs: "ext4" },
  "ext4 with casefold": { fs: "casefold" },
  xfs: { fs: "xfs" },
  btrfs: { fs: "btrfs" },
  "erofs as lower": { lower: "erofs" },
  "squashfs as lower": { lower: "squashfs" },
};

/**
 * Mounts on each of them. Features are those of the machine that tmpfs does not have.
 * @throws CannotRunError where a program that makes a filesystem is missing here: that says nothing of the kernel
 */
export async function filesystemsOf(
  label: string,
  options: AdapterOptions,
  deadlineMs: number,
  onTmpfs: FeatureSet,
): Promise<RecordedFilesystems> {
  const found: Record<string, readonly Feature[] | string> = {};
  for (const [name, choice] of Object.entries(choices)) {
    try {
      const { info } = await probe(label, { ...options, ...choice }, deadlineMs);
      const { features } = info;
      found[name] = machineFeatures.filter(
        (each) => features[each] === true && onTmpfs[each] !== true,
      );
    } catch (error) {
      if (!(error instanceof CannotRunError) || error.program !== undefined) throw error;
      found[name] = error.reason;
    }
  }
  return found;
}
