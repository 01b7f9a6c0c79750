import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { InProcessAdapter } from "../adapter.ts";
import type { Feature, FeatureSet } from "../../harness/language/feature.ts";
import type { FileSystem } from "../file-system.ts";

/* Features, each found by trying it. */

/** The package exports no version, nor its manifest. */
const main = createRequire(import.meta.url).resolve("@zenfs/core");
const manifest = readFileSync(join(dirname(main), "../package.json"), "utf8");
export const { version } = JSON.parse(manifest) as { readonly version: string };

type Trial = (merged: FileSystem) => Promise<unknown>;

const trials: Readonly<Partial<Record<Feature, Trial>>> = {
  writable: async (fs) => fs.mkdir?.("/made", 0o755),
  multi_lower: async (fs) => fs.stat?.("/second"),
  // A directory of a lower layer can be renamed, by whatever means.
  redirect_dir: async (fs) => fs.rename?.("/first", "/moved"),
  uids: async (fs) => {
    await fs.chown?.("/second", 1000, 1000);
    if ((await fs.stat?.("/second"))?.uid !== 1000) throw new Error("the owner did not change");
  },
  user_xattr: async (fs) => fs.setxattr?.("/second", "user.x", Buffer.from("x"), 0),
  trusted_xattr: async (fs) => fs.setxattr?.("/second", "trusted.x", Buffer.from("x"), 0),
};

export async function probeFeatures(
  layer: InProcessAdapter["layer"],
  open: InProcessAdapter["open"],
): Promise<FeatureSet> {
  const found = Object.entries(trials).map(async ([feature, trial]) => {
    const lowers = [await layer(), await layer()];
    const upper = await layer();
    await lowers[0]?.mkdir?.("/first", 0o755);
    await lowers[1]?.mkdir?.("/second", 0o755);
    const subject = await open(lowers, upper, {});
    const works = await trial(subject.fs).then(
      () => true,
      () => false,
    );
    await subject.close();
    for (const each of [...lowers, upper]) await each.close?.();
    return [feature, works] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
