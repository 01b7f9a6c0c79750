import type { Hearers } from "./telling.ts";
import type { Credentials } from "./credentials.ts";
import type { FileSystem, MountedInode, Parameter } from "./filesystem.ts";
import type { Time } from "./inode.ts";

/** What mounting needs of the system around it. */
export interface MountSurroundings {
  /** The caller of the moment: fsconfig(2) may come from another one than fsopen(2). */
  readonly who: Credentials;
  /** Root of the initial user namespace: its trusted.* and all else. */
  readonly initial: boolean;
  /** Follows symbolic links, as the caller of mount(2) would. */
  resolve(path: string): MountedInode;
  /** A device number that nobody uses: get_anon_bdev. */
  newDevice(): number;
  now(): Time;
  readonly hearers: Hearers;
  /** A line for the log of the configuration, as read(2) of an fsopen descriptor gives it. */
  log(line: string): void;
}

/** A filesystem context: fsopen(2) and fsconfig(2), or the options of mount(2) one by one. */
export interface FileSystemContext {
  parameter(parameter: Parameter): void;
  create(source: string, readonly: boolean): FileSystem;
}

/** struct file_system_type */
export interface FileSystemType {
  readonly name: string;
  begin(surroundings: MountSurroundings): FileSystemContext;
  /** Options of mount(2), separated: where a comma does not always end one, the type has its own rule. */
  split(options: string): readonly Parameter[];
}
