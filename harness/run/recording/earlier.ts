import { isDeepStrictEqual } from "node:util";
import {
  type Feature,
  type FeatureSet,
  features as all,
  mountFeatures,
} from "../../language/feature.ts";
import type { IdentifiedScenario } from "../../language/scenario.ts";
import { readRecording, recorded, recordingNames } from "./read.ts";
import type { RecordedFilesystems, Recording } from "./shape.ts";
import type { Take } from "./write.ts";

/**
 * What an earlier recording of the same kernel has of these scenarios as they are written now: that need not be recorded
 * again. Undefined where the recording is of another kernel, or of mounts that said less of themselves.
 */
export function earlierTakes(
  recording: Recording,
  scenarios: readonly IdentifiedScenario[],
  root: string,
): readonly Take[] | undefined {
  if (!recordingNames(root).includes(recording.name)) return [];
  if (!isSameKernel(readRecording(recording.name, root), recording)) return undefined;
  return scenarios.flatMap((scenario) => {
    const transcript = recorded(recording.name, scenario, root);
    return typeof transcript === "string" ? [] : [{ scenario, transcript }];
  });
}

/** Where the same kernel was found to mount, then. */
export function earlierFilesystems(
  recording: Recording,
  root: string,
): RecordedFilesystems | undefined {
  if (!recordingNames(root).includes(recording.name)) return undefined;
  const { version, filesystems } = readRecording(recording.name, root);
  return version === recording.version ? filesystems : undefined;
}

/** Whether what was recorded then is what would be recorded now. */
export function isSameKernel(then: Recording, now: Recording): boolean {
  const { features: known, filesystems: _, ...rest } = then;
  const { features, filesystems: __, ...others } = now;
  return isDeepStrictEqual(rest, others) && onlyOthersProbed(known, features);
}

/**
 * Probes become more and fewer: what mounts do not say of themselves is in the head of a recording, and in no transcript.
 */
function onlyOthersProbed(known: FeatureSet, features: FeatureSet): boolean {
  const inTranscripts: readonly Feature[] = mountFeatures;
  return all.every(
    (name) =>
      known[name] === features[name] ||
      (known[name] === undefined && !inTranscripts.includes(name)),
  );
}
