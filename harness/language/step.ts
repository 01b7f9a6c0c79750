import type { Expectation } from "./expectation.ts";
import type { capabilityNames } from "./flags.ts";
import type { TypeOf } from "./kind.ts";
import { attributeOps } from "./ops/attribute.ts";
import { directoryOps } from "./ops/directory.ts";
import { diskOps } from "./ops/disk.ts";
import { fileOps } from "./ops/file.ts";
import { lockOps } from "./ops/lock.ts";
import { memoryOps } from "./ops/memory.ts";
import { metadataOps } from "./ops/metadata.ts";
import { mountOps } from "./ops/mount.ts";
import { notifyOps } from "./ops/notify.ts";
import type { OpSpec } from "./ops/op.ts";
import { processOps } from "./ops/process.ts";
import { ringOps } from "./ops/ring.ts";
import { socketOps } from "./ops/socket.ts";
import { verityOps } from "./ops/verity.ts";
import type { RecordOf } from "./record.ts";

/** Every op there is: one system call each, with its real arguments. */
export const opTable = {
  ...fileOps,
  ...directoryOps,
  ...metadataOps,
  ...attributeOps,
  ...memoryOps,
  ...lockOps,
  ...notifyOps,
  ...mountOps,
  ...diskOps,
  ...processOps,
  ...ringOps,
  ...verityOps,
  ...socketOps,
} as const;

export type OpName = keyof typeof opTable;
export const opNames = Object.keys(opTable) as readonly OpName[];

export type ArgsOf<N extends OpName> = RecordOf<(typeof opTable)[N]["args"]>;
export type ValueOf<N extends OpName> = TypeOf<(typeof opTable)[N]["gives"]>;

export function specOf(name: OpName): OpSpec {
  return opTable[name] as unknown as OpSpec;
}

/** Where a step acts. `root` holds the layers and the mount point as directories. */
export type Place = "merged" | "upper" | "work" | "root" | `lower${number}`;

/** Credentials of one step. Absent groups are none, absent caps are those that the uid has by itself. */
export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups?: readonly number[];
  readonly caps?: readonly (typeof capabilityNames)[number][];
}

export interface Modifiers {
  readonly on?: Place;
  readonly as?: Credentials;
  /** Another process than the scenario's own, by name: its own slots, locks, mappings, children, cwd and umask. */
  readonly by?: string;
}

export type Call<N extends OpName = OpName> = {
  [K in N]: Modifiers & { readonly op: K; readonly want?: Expectation<ValueOf<K>> } & ArgsOf<K>;
}[N];

/**
 * Lanes that run at the same time, each its steps in order, on threads of the scenario's process; a lane whose steps all
 * name one other process runs in that. A lane begins with the slots, the working directory and the umask of the
 * scenario. Descriptors are the process's, but names are the lane's: what it opens, closes or replaces becomes the
 * scenario's when all lanes have ended, and of one name the last lane's counts. A working directory or umask that a
 * lane sets ends with it.
 */
export interface Concurrent {
  readonly op: "concurrently";
  readonly lanes: readonly (readonly Call[])[];
}

export type Step = Call | Concurrent;

/** True where the trees have to be looked at again after the step. */
export function mayChange(step: Step): boolean {
  if (step.op === "concurrently") return step.lanes.some((lane) => lane.some(mayChange));
  const { changes } = specOf(step.op);
  return typeof changes === "function" ? changes(step as never) : changes;
}

/** Applied to every call of a step, those inside lanes too. */
export function mapCalls(step: Step, change: (call: Call) => Call): Step {
  if (step.op !== "concurrently") return change(step);
  return { ...step, lanes: step.lanes.map((lane) => lane.map(change)) };
}
