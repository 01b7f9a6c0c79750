import type { Kernel } from "../harness/agent/kernel.ts";
import type { FeatureSet } from "../harness/language/feature.ts";
import type { Lacks } from "../harness/language/protocol.ts";
import type { MountSpec } from "../harness/language/scenario.ts";
import type { Step } from "../harness/language/step.ts";
import type { Outcome } from "../harness/language/transcript.ts";
import type { RawTrees } from "../harness/observe/raw.ts";
import type { Awaitable, FileSystem } from "./file-system.ts";

/**
 * The contract of an adapter: a module whose default export is one. It is loaded by the agent, next to the
 * filesystem, and says how an implementation is mounted or made. docs/writing-an-adapter.md has the walk-through.
 */
export type Adapter = MountedAdapter | InProcessAdapter;

interface Common {
  readonly name: string;
  /** The subject is a Linux kernel itself: no other one judges it unless it is asked for. */
  readonly linux?: true;
  /** Whether it can run here, in which version, and what it can do: observed, never assumed. */
  probe(host: Host): Promise<Available | Unavailable>;
  close?(): Promise<void>;
}

/** Where the agent runs, and what the user asked for. */
export interface Host {
  readonly options: Readonly<Record<string, string>>;
  readonly privilege: "root" | "user namespace" | "plain";
  /** An empty directory of the agent's own, gone when it ends. Absent for in-process subjects. */
  readonly scratch?: string;
  /** What an earlier probe by the same options has found here: its trials need not be made again. */
  readonly known?: FeatureSet;
}

export interface Available {
  readonly version: string;
  readonly features: FeatureSet;
  readonly lacks?: Lacks;
  /** More that a report should show. */
  readonly details?: Readonly<Record<string, string>>;
}

export interface Unavailable {
  readonly unavailable: string;
  readonly remedy: string;
  /** A program that is missing: what was asked for was not tried yet. */
  readonly program?: string;
}

/** Gives a mount; the agent carries out every op on it by system calls. */
export interface MountedAdapter extends Common {
  readonly kind: "mounted";
  /** Whether the agent needs namespaces and a scratch of its own, as a real mount does; that is so where absent. */
  namespaces?(options: Host["options"]): boolean;
  /** What answers all system calls of the agent in the place of the real kernel. It is asked for once, before `probe`. */
  kernel?(host: Host): Kernel | undefined;
  /** What `--matrix=full` runs it with, beside its default. */
  readonly topologies?: readonly Topology[];
  /** Directories for the layers of one scenario, where the adapter chooses their filesystems. */
  place?(name: string, lowers: number): Promise<Layers>;
  /** Removes what `place` made, after the unmount. */
  release?(layers: Layers): Promise<void>;
  /** Where overlay's own extended attributes live under these options; `trusted` where absent. */
  namespace?(mount: MountSpec): "trusted" | "user";
  /**
   * Mounts at `layers.merged`.
   * @throws MountFailure where the implementation refuses
   */
  open(layers: Layers, mount: MountSpec): Promise<MountedSubject>;
  /** In a scenario whose steps mount, and which opens no subject. */
  tampering?(layers: Layers): Tampering;
}

/** Layers of another kind or number. */
export interface Topology {
  readonly name: string;
  readonly options: Host["options"];
  /** Mount in a user namespace, as root too. */
  readonly unprivileged?: true;
}

/** Runs somewhere else: a program of its own speaks the agent protocol for it, and answers what it can do. */
export interface RemoteAdapter {
  readonly kind: "remote";
  readonly name: string;
  readonly linux?: true;
  /** The option that `NAME:VALUE` sets, where there is one that says which of several it is. */
  readonly variant?: string;
  /** What to start, word by word. It must leave nothing behind when it is killed. */
  command(options: Host["options"]): readonly string[];
}

/** Absolute paths of directories that exist. */
export interface Layers {
  readonly root: string;
  /** Topmost first; as many as the scenario has. */
  readonly lowers: readonly string[];
  /** Empty lowers that are mounted above those of the scenario, and change nothing. */
  readonly padding?: readonly string[];
  readonly upper: string;
  readonly work: string;
  readonly merged: string;
}

export interface MountedSubject extends Tampering {
  /** Effective on this mount, read back from it. */
  readonly features: FeatureSet;
  remount(): Promise<void>;
  /** Unmounts; the layers stay. */
  close(): Promise<void>;
}

/** For subjects that are wrong on purpose. */
export interface Tampering {
  /** Changes what was done, or what is answered. */
  after?(step: Step, outcome: Outcome): Outcome;
  /** Changes what a look at the trees finds, where no disk can show the fault. */
  look?(trees: RawTrees): RawTrees;
}

/** The implementation refused the mount: data, not a fault. */
export class MountFailure extends Error {
  /** Of the kernel, positive. */
  readonly errno: number;
  /** Where it is not the implementation that refuses, but something that these layers need and that is not there. */
  readonly lack: string | undefined;
  constructor(errno: number, message: string, lack?: string) {
    super(message);
    this.name = "MountFailure";
    this.errno = errno;
    this.lack = lack;
  }
}

/** Gives an object with file operations; no privilege and no Linux needed. */
export interface InProcessAdapter extends Common {
  readonly kind: "in-process";
  /** An empty layer: the scenario's ops build it. */
  layer(): Awaitable<FileSystem>;
  open(
    lowers: readonly FileSystem[],
    upper: FileSystem,
    mount: MountSpec,
  ): Awaitable<InProcessSubject>;
}

export interface InProcessSubject {
  readonly fs: FileSystem;
  readonly features: FeatureSet;
  /** Opens the same layers again, as another process would. */
  remount(): Awaitable<FileSystem>;
  close(): Awaitable<void>;
  /** Paths in upper that stand for deleted names, where no object of upper does. */
  whiteouts?(): Awaitable<readonly string[]>;
  /** What keeps those names, in one word, for a report: `journal`, `set`. */
  readonly encoding?: string;
  /** Runs `look` so that its reads leave no trace, where those of `fs` do: access times that copy up. */
  quiet?<T>(look: () => Promise<T>): Promise<T>;
}
