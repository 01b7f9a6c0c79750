import type { Inode } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Search } from "./lookup-layer.ts";
import type { Node } from "./node.ts";
import type { LowerPath } from "./structure.ts";

/* A lookup on its way through the layers. */

/** What the layers were found to have. */
export interface Found {
  readonly directory: Node;
  readonly search: Search;
  readonly stack: LowerPath[];
  upper: Inode | undefined;
  /** What upper's file was copied from, by its mark. */
  origin: LowerPath | undefined;
  /** The lower object that upper's is known to be a copy of. */
  verified: Inode | undefined;
  opaque: boolean;
  upperRedirect: string | undefined;
  upperMetacopy: boolean;
  /** The data is in a data-only layer. */
  pending: boolean;
}

/** Nothing was asked yet. */
export function begin(directory: Node, name: string): Found {
  const { mounted } = directory;
  const search: Search = {
    mounted,
    layer: mounted.upper ?? mounted.lowers[0] ?? fail("EIO"),
    name,
    directory: false,
    opaque: false,
    fileWhiteouts: false,
    stop: false,
    last: !followsRedirects(directory) && directory.lowers.length === 0,
    redirect: undefined,
    absolute: false,
    metacopy: 0,
  };
  return {
    directory,
    search,
    stack: [],
    upper: undefined,
    origin: undefined,
    verified: undefined,
    opaque: false,
    upperRedirect: undefined,
    upperMetacopy: false,
    pending: false,
  };
}

/** Layers must not show what is elsewhere below unless that is wanted. */
export function checkFollowing({ directory, search, upperRedirect }: Found): void {
  const { metacopy, redirectFollow } = directory.mounted.config;
  if (search.metacopy > 0 && !metacopy) fail("EPERM");
  if ((search.redirect ?? upperRedirect) !== undefined && !redirectFollow) fail("EPERM");
}

export function followsRedirects(directory: Node): boolean {
  return directory.mounted.config.redirectFollow || hasDataLayers(directory);
}

export function hasDataLayers({ mounted }: Node): boolean {
  return mounted.lowers.at(-1)?.dataOnly === true;
}
