import type { Bytes } from "./content.ts";
import type { Errno } from "./errno.ts";
import type { FeatureSet } from "./feature.ts";
import type { directoryOps } from "./ops/directory.ts";
import type { TypeOf } from "./kind.ts";
import type { Place } from "./step.ts";

/** What a subject did: the data that the judge works on, and that recordings keep. */

/** What one op did. Of concurrent lanes: the outcomes lane by lane. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly errno: Errno }
  /** The subject has no such operation, and its adapter said so beforehand. */
  | { readonly lack: string }
  /** The subject threw something that names no errno: the first line of its message, without paths. */
  | { readonly threw: string }
  | { readonly lanes: readonly (readonly Outcome[])[] };

export type EntryType = TypeOf<(typeof directoryOps)["getdents64"]["gives"]>[number]["type"];

/** One object of a tree, normalised: two subjects that behave alike have equal entries. */
export interface Entry {
  readonly type: EntryType | "missing";
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly nlink?: number;
  readonly size?: number;
  readonly rdev?: readonly [major: number, minor: number];
  readonly target?: string;
  readonly content?: Bytes;
  /** Extended attributes that are not overlay's own. */
  readonly xattrs?: Readonly<Record<string, Bytes>>;
  /** Overlay's own, by short name, decoded: `origin` names the object that the handle leads to. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Seconds with nine decimals where older than the scenario, else `now`. */
  readonly mtime?: string;
  readonly atime?: string;
  /**
   * The identity of the inode as `path@step` of its first sighting in this tree: equal for hard links, kept over
   * renames, and new when an object got another inode number.
   */
  readonly inode?: string;
  /** Names of a directory in the order of its listing. */
  readonly listing?: readonly string[];
  /** d_type of the listing, where it is not the type of the object. */
  readonly dtype?: EntryType;
  /** It can be looked up, but its directory does not list it. */
  readonly unlisted?: true;
  /** Where looking failed: what failed and how, `open EIO`. */
  readonly error?: string;
  /** How the subject keeps this, where it is not how the kernel does: `journal`, `.wh.`. */
  readonly encoding?: string;
}

/** Paths from `/`, which is the root of the tree itself. */
export type Tree = Readonly<Record<string, Entry>>;
/** What became different: null where an object is gone. */
export type TreeDelta = Readonly<Record<string, Entry | null>>;
export type TreeName = Exclude<Place, "root">;

export interface Observation {
  /** The step after which it was made; -1 is before the first. */
  readonly after: number;
  readonly trees: Readonly<Partial<Record<TreeName, TreeDelta>>>;
}

export interface Transcript {
  readonly outcomes: readonly Outcome[];
  readonly observations: readonly Observation[];
  /** Effective on this mount. */
  readonly features: FeatureSet;
  /** The scenario could not be set up: which op of which layer, or the mount, answered what. */
  readonly setup?: SetupFailure;
}

export interface SetupFailure {
  readonly at: string;
  readonly errno: Errno;
  readonly message: string;
  /** The subject has no way to hold such a layer, or to be mounted like this: no fault of its own. */
  readonly lack?: string;
}

/** The tree after an observation. */
export function applyDelta(tree: Tree, delta: TreeDelta | undefined): Tree {
  if (delta === undefined) return tree;
  const next: Record<string, Entry> = { ...tree };
  for (const [path, entry] of Object.entries(delta)) {
    if (entry === null) delete next[path];
    else next[path] = entry;
  }
  return next;
}
