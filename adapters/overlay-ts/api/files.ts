import { Process } from "../vfs/process.ts";
import { attributeCalls } from "./attributes.ts";
import { contentCalls } from "./content.ts";
import type { FileHandle } from "./file-handle.ts";
import { nameCalls } from "./names.ts";

/** All calls of one user, each done when it returns. */
export type Files = ReturnType<typeof filesOf>;

export function filesOf(process: Process) {
  return { ...nameCalls(process), ...attributeCalls(process), ...contentCalls(process) };
}

type Later<T> = T extends FileHandle ? PromisedHandle : T;
type Promised<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Later<R>>
    : T[K];
};

/** The same calls in the shape of `node:fs/promises`: what is refused rejects. */
export type PromisedFiles = Promised<Files>;
export type PromisedHandle = Promised<FileHandle>;

const handleCalls = [
  "read",
  "write",
  "readFile",
  "writeFile",
  "stat",
  "truncate",
  "chmod",
  "chown",
  "utimes",
  "sync",
  "datasync",
  "close",
] as const satisfies readonly (keyof FileHandle)[];

export function promised(files: Files): PromisedFiles {
  const open: PromisedFiles["open"] = async (...args) => promisedHandle(files.open(...args));
  return { ...later(files, Object.keys(files) as (keyof Files)[]), open } as PromisedFiles;
}

function promisedHandle(handle: FileHandle): PromisedHandle {
  return { path: handle.path, ...later(handle, handleCalls) } as PromisedHandle;
}

function later<T extends object>(calls: T, names: readonly (keyof T)[]): object {
  return Object.fromEntries(
    names.map((name) => {
      const call = calls[name] as (...args: unknown[]) => unknown;
      return [name, async (...args: unknown[]) => call.apply(calls, args)];
    }),
  );
}

/** Who acts, where it is not root. */
export interface User {
  readonly uid: number;
  readonly gid: number;
  readonly groups?: readonly number[];
}

/** Another process of the same machine, of that user. */
export function processOf(beside: Process, { uid, gid, groups = [] }: User): Process {
  const process = new Process(beside.system, beside);
  const { identity } = process;
  identity.setGroups(groups);
  identity.setGids(gid, gid, gid);
  identity.setUids(uid, uid, uid);
  return process;
}
