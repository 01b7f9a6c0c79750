import { fsconfigCommands } from "../../../harness/agent/mount-constants.ts";
import { File, O_RDWR } from "./file.ts";
import type { FileSystem, Parameter, Reconfiguration } from "./filesystem.ts";
import type { FileSystemContext, FileSystemType } from "./filesystem-type.ts";
import type { Mount } from "./mount.ts";
import { mayMount } from "./mounting.ts";
import { fail } from "./posix-error.ts";
import type { Process } from "./process.ts";
import { commitChange } from "./reconfigure.ts";
import { SuperblockFlags } from "./superblock-flags.ts";
import { surroundingsOf } from "./surroundings.ts";
import type { System } from "./system.ts";

/* What fsopen(2) and fspick(2) make descriptors of. Source: linux/mount.h, fs/fsopen.c */

const { FSCONFIG_CMD_CREATE, FSCONFIG_CMD_CREATE_EXCL, FSCONFIG_CMD_RECONFIGURE } =
  fsconfigCommands;

/** What comes next. What has failed can do nothing more. */
type Phase = "create" | "mount" | "reconfigure" | "failed";

/** Takes parameters one by one, and then makes or changes a filesystem. */
export class ContextFile extends File {
  readonly #superblock: SuperblockFlags;
  readonly #log: string[] = [];
  #phase: Phase;
  #source: string | undefined;
  #context: FileSystemContext | undefined;
  /** What was picked, or made. */
  #filesystem: FileSystem | undefined;
  #change: Reconfiguration | undefined;

  readonly #system: System;

  private constructor(process: Process, picked: FileSystem | undefined) {
    super(undefined, O_RDWR, process.who);
    this.#system = process.system;
    this.#superblock = new SuperblockFlags(picked?.readonly ?? false);
    this.#filesystem = picked;
    this.#phase = picked === undefined ? "create" : "reconfigure";
  }

  static open(process: Process, type: FileSystemType): ContextFile {
    const file = new ContextFile(process, undefined);
    file.#context = type.begin(surroundingsOf(process, (line) => file.#log.push(line)));
    return file;
  }

  static pick(process: Process, { filesystem }: Mount): ContextFile {
    return new ContextFile(process, filesystem);
  }

  set(parameter: Parameter): void {
    if (this.#phase !== "create" && this.#phase !== "reconfigure") fail("EBUSY");
    if (this.#superblock.take(parameter)) return;
    const [key, value] = parameter;
    if (this.#phase === "reconfigure") return this.#changing()?.parameter(parameter);
    if (key === "source") return this.#name(value);
    this.#context?.parameter(parameter);
  }

  #changing(): Reconfiguration | undefined {
    const log = (line: string) => this.#log.push(line);
    return (this.#change ??= this.#filesystem?.reconfigure({ old: false, log }));
  }

  #name(value: Parameter[1]): void {
    if (typeof value !== "string" || this.#source !== undefined) return fail("EINVAL");
    this.#source = value;
  }

  /** What mounts are made of afterwards. */
  command(process: Process, command: number): void {
    if (command === FSCONFIG_CMD_RECONFIGURE) return this.#reconfigure(process);
    if (command !== FSCONFIG_CMD_CREATE && command !== FSCONFIG_CMD_CREATE_EXCL) fail("EOPNOTSUPP");
    if (this.#phase !== "create" || this.#context === undefined) return fail("EBUSY");
    mayMount(process);
    this.#phase = "failed";
    this.#filesystem = this.#context.create(this.#source ?? "none", this.#superblock.readonly);
    this.#phase = "mount";
  }

  #reconfigure(process: Process): void {
    if (this.#phase !== "reconfigure") fail("EBUSY");
    mayMount(process);
    this.#phase = "failed";
    const change = this.#changing();
    this.#change = undefined;
    if (this.#filesystem !== undefined && change !== undefined)
      commitChange(process.system, this.#filesystem, change, this.#superblock.readonly);
    this.#phase = "reconfigure";
  }

  /** A mount that is nowhere yet. EINVAL before the filesystem is there, EBUSY for a second one */
  mount({ system }: Process, attributes: number): Mount {
    const filesystem = this.#filesystem;
    if (filesystem === undefined) return fail("EINVAL");
    if (this.#phase !== "mount") fail("EBUSY");
    this.#phase = "reconfigure";
    return system.newMount(filesystem, filesystem.root, this.#source ?? "none", attributes);
  }

  /** What was made and never mounted goes. */
  override release(): void {
    if (this.#phase === "mount" && this.#filesystem !== undefined)
      this.#system.unmounted(this.#filesystem);
  }

  /** Line by line, what was said about it: ENODATA where nothing more was. */
  override read(into: Uint8Array): number {
    const line = Buffer.from(this.#log.shift() ?? fail("ENODATA"));
    return line.copy(into);
  }
}
