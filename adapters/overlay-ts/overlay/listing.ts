/* What a listing of a directory keeps. */

export interface ListedName {
  readonly name: string;
  /** The type bits of a mode. */
  readonly type: number;
  /** Of the real object. */
  readonly realIno: bigint;
  /** What shows; undefined until somebody asks. */
  ino: bigint | undefined;
  readonly inUpper: boolean;
  whiteout: boolean;
  /** A lookup has to tell whether it is a whiteout in the form of a file. */
  unsure: boolean;
}

export interface Listing {
  readonly version: number;
  readonly names: readonly ListedName[];
  /** Open directories that read it. */
  users: number;
}
