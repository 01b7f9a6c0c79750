import type { Parameter } from "./inode.ts";

/** Parameters of a mount that no filesystem sees: of them only `ro` and `rw` do anything here. */
const ignored: ReadonlySet<string> = new Set([
  "async",
  "dirsync",
  "lazytime",
  "mand",
  "nolazytime",
  "nomand",
  "sync",
]);

/** What a list of parameters leaves for the filesystem: vfs_parse_sb_flag. */
export class SuperblockFlags {
  readonly: boolean;

  constructor(readonly: boolean) {
    this.readonly = readonly;
  }

  /** Whether it was one of them. */
  take([key]: Parameter): boolean {
    if (key !== "ro" && key !== "rw") return ignored.has(key);
    this.readonly = key === "ro";
    return true;
  }
}
