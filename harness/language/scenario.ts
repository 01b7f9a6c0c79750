import type { Feature } from "./feature.ts";
import { type Steps, flatten } from "./construct/modifiers.ts";
import type { RuleName } from "./rule.ts";
import type { Step } from "./step.ts";
import type { Node } from "./tree.ts";

/** Mount options by the names of the kernel's document; what is absent is the kernel's default. */
export interface MountSpec {
  readonly redirect_dir?: "on" | "off" | "follow" | "nofollow";
  readonly index?: "on" | "off";
  readonly metacopy?: "on" | "off";
  readonly nfs_export?: "on" | "off";
  readonly xino?: "on" | "off" | "auto";
  readonly uuid?: "on" | "off" | "null" | "auto";
  readonly verity?: "on" | "off" | "require";
  readonly userxattr?: boolean;
  readonly volatile?: boolean;
  readonly default_permissions?: boolean;
  /** Mount without upper and work: read-only. */
  readonly upper?: false;
  /** MS_RDONLY */
  readonly readonly?: boolean;
  /** How many of the lowers, counted from the bottom, are data-only (`::`). */
  readonly dataOnly?: number;
}

export interface Scenario {
  /** A sentence about behaviour, present tense, readable alone. */
  readonly title: string;
  /** Clauses of docs/clauses.md, at least one. */
  readonly cites: readonly string[];
  /** Why it matters, where the title does not say it. */
  readonly why?: string;
  /** Tests of others that assert the same: the suite and the name it has there, `xfstests overlay/003`. */
  readonly peers?: readonly string[];
  /** Addresses of reports that a real implementation got it wrong. */
  readonly bugs?: readonly string[];
  readonly needs?: readonly Feature[];
  /** Lower layers, topmost first, each made by ops on an empty directory. */
  readonly lowers: readonly (readonly Step[])[];
  /** What upper holds before the mount. */
  readonly upperBefore?: readonly Step[];
  /** `none`: the scenario mounts by itself, or not at all. */
  readonly mount?: MountSpec | "none";
  readonly steps: readonly Step[];
  /** `end`: look at the trees only after the last step, because looking would disturb what is tested. */
  readonly observe?: "each" | "end";
  /** Exact final trees. */
  readonly merged?: Node;
  readonly upper?: Node;
  readonly work?: Node;
  /** What upper changed of the lowers at the end, as `docker diff` tells it: `A`, `C` or `D` and a path, sorted by path. */
  readonly dockerDiff?: readonly string[];
  /** Rules that the scenario breaks knowingly: they are not judged in it. */
  readonly unruly?: readonly RuleName[];
}

export interface IdentifiedScenario extends Scenario {
  /** `area/slug-of-title`: unique, stable. */
  readonly id: string;
}

export interface Suite {
  readonly area: string;
  readonly scenarios: readonly IdentifiedScenario[];
}

/** A scenario as it is written: steps may nest, for the sake of sugar. */
export type WrittenScenario = Omit<Scenario, "lowers" | "steps" | "upperBefore"> & {
  readonly lowers: readonly (readonly Steps[])[];
  readonly upperBefore?: readonly Steps[];
  readonly steps: readonly Steps[];
};

export function suite(area: string, scenarios: readonly WrittenScenario[]): Suite {
  return { area, scenarios: scenarios.map((written) => identify(area, written)) };
}

function identify(area: string, written: WrittenScenario): IdentifiedScenario {
  const { lowers, steps, upperBefore, ...rest } = written;
  return {
    id: `${area}/${slug(written.title)}`,
    ...rest,
    lowers: lowers.map(flatten),
    ...(upperBefore && { upperBefore: flatten(upperBefore) }),
    steps: flatten(steps),
  };
}

/** Lower-case words joined by hyphens; everything that is no letter or digit separates. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
