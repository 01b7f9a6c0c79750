import type { FeatureSet } from "../../harness/language/feature.ts";
import type { Layers } from "../adapter.ts";

/** The filesystems under the layers. */
export interface Backing {
  readonly upper: string;
  readonly lower: string;
  /** What the choice of filesystems decides. */
  readonly features: FeatureSet;
  /** Whether each scenario's mount is taken away by itself, or those of several with their layers. */
  readonly unmounts: "each" | "together";
  place(name: string, lowers: number): Layers;
  /** Once the lowers are built: where they are to be a read-only image, they become one. */
  seal(layers: Layers): Promise<void>;
  release(layers: Layers): void;
  close(): void;
}
