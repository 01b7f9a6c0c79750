import { join } from "node:path";
import { expect, test } from "vitest";
import { probe } from "../../harness/run/probe.ts";
import { earlierFilesystems } from "../../harness/run/recording/earlier.ts";
import { filesystemsOf } from "../../harness/run/recording/filesystems.ts";
import { readRecording, recordings } from "../../harness/run/recording/read.ts";
import { directoryWith } from "../cli/command.ts";
import { isQuick } from "../part.ts";

/* Where a kernel mounts overlays: tried by `record --filesystems`, and kept by every later one. */

const deadlineMs = 10_000;

test.skipIf(isQuick || process.getuid?.() !== 0)(
  "each filesystem is mounted on, with what the machine can do there beside tmpfs",
  { timeout: 60_000 },
  async () => {
    const { info } = await probe("kernel", {}, deadlineMs);
    const found = await filesystemsOf("kernel", {}, deadlineMs, info.features);
    expect(found["ext4"]).toContain("extents");
    expect(found["xfs"]).toContain("reflink");
    expect(found["btrfs"]).toContain("quota");
    expect(found["erofs as lower"]).toEqual([]);
    // Not every kernel has it.
    expect(String(found["ext4 with casefold"])).toMatch(
      /^the kernel (mounts no|refuses) |casefold/,
    );
  },
);

const refusing = (reason: string, program?: string): string => `export default {
  name: "diskless", kind: "in-process", version: async () => "1",
  probe: async () => ({ unavailable: ${JSON.stringify(reason)}, remedy: "there is none",
    program: ${JSON.stringify(program)} }),
  open: async () => { throw new Error("not reached"); },
};`;

test("a kernel that refuses is quoted, and a program that is missing here is no answer of it", async () => {
  const missing = '"mkfs.xfs" is not installed';
  await using directory = await directoryWith({
    "diskless.mjs": refusing("it has no disks"),
    "toolless.mjs": refusing(missing, "mkfs.xfs"),
  });
  const on = async (name: string) => filesystemsOf(join(directory.path, name), {}, deadlineMs, {});
  const reasons = Object.values(await on("diskless.mjs"));
  expect(new Set(reasons)).toEqual(new Set(["it has no disks"]));
  await expect(on("toolless.mjs")).rejects.toThrow(missing);
});

test("what was found of the same kernel is kept", () => {
  const recording = readRecording("linux-6.18");
  expect(earlierFilesystems(recording, recordings)).toMatchObject({
    ext4: ["extents", "fs_verity"],
  });
  expect(earlierFilesystems({ ...recording, version: "6.18.1" }, recordings)).toBeUndefined();
  expect(earlierFilesystems({ ...recording, name: "linux-1.0" }, recordings)).toBeUndefined();
});
