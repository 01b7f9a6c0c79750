import type { Awaitable, FileSystem, Stats } from "../../../adapters/file-system.ts";
import { sentences } from "./absent.ts";
import { Lack, Refusal } from "./failure.ts";
import { formatOf, typeOf } from "./numbers.ts";
import { clean } from "./world.ts";

/** Stats of what is no object, but kept in another way. */
export interface ShownStats extends Stats {
  readonly encoding?: string;
}

export interface Shown {
  readonly upper: FileSystem;
  /** Of the subject as it is now. */
  readonly merged: () => FileSystem;
  readonly whiteouts: () => Awaitable<readonly string[]>;
  readonly encoding: string;
}

/**
 * The upper layer with the subject's whiteouts as if they were objects of it. The directories on the way, which the
 * kernel would have copied up to have a place for them, are implied by them; they look as merged shows them. What
 * stands below another whiteout or below a file hides nothing and is not shown.
 */
export function shownUpper(shown: Shown): FileSystem {
  const { upper } = shown;
  const look = async (path: string): Promise<ShownStats> => statsAt(shown, clean(path));
  return {
    ...upper,
    ...(upper.lstat !== undefined && { lstat: look }),
    ...(upper.stat !== undefined && {
      stat: async (path) => (await real(upper, "stat", path)) ?? look(path),
    }),
    ...(upper.readdir !== undefined && { readdir: async (path) => namesAt(shown, clean(path)) }),
    ...changing(shown),
  };
}

async function statsAt(shown: Shown, path: string): Promise<ShownStats> {
  const found = await real(shown.upper, "lstat", path);
  if (found !== undefined) return found;
  const whiteouts = await shown.whiteouts();
  const { encoding } = shown;
  if (await isOpen(shown.upper, whiteouts, path)) {
    if (whiteouts.includes(path)) {
      const mode = formatOf("chr");
      return { mode, size: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, encoding };
    }
    if (whiteouts.some((each) => each.startsWith(`${path}/`))) {
      const { mode, size, uid, gid, mtimeMs, atimeMs } = await implied(shown.merged(), path);
      return { mode, size, encoding, ...defined({ uid, gid, mtimeMs, atimeMs }) };
    }
  }
  throw new Refusal("ENOENT");
}

async function implied(merged: FileSystem, path: string): Promise<Stats> {
  return (await real(merged, "lstat", path)) ?? { mode: formatOf("dir") | 0o755, size: 0 };
}

/** Whether nothing but directories stands above the path, and no whiteout. */
async function isOpen(upper: FileSystem, whiteouts: readonly string[], path: string) {
  const parts = path.split("/").slice(1, -1);
  for (const index of parts.keys()) {
    const parent = `/${parts.slice(0, index + 1).join("/")}`;
    const found = await real(upper, "lstat", parent);
    if (found === undefined ? whiteouts.includes(parent) : typeOf(found.mode) !== "dir")
      return false;
  }
  return true;
}

async function namesAt(shown: Shown, path: string): Promise<readonly string[]> {
  const names = (await real(shown.upper, "readdir", path)) ?? [];
  const { mode } = await statsAt(shown, path);
  if (typeOf(mode) !== "dir") throw new Refusal("ENOTDIR");
  const above = path === "/" ? "/" : `${path}/`;
  const below = (await shown.whiteouts()).filter((each) => each.startsWith(above));
  const kept: string[] = [];
  for (const name of new Set(below.map((each) => each.slice(above.length).split("/", 1).join()))) {
    const seen = await real({ stat: async (at) => statsAt(shown, at) }, "stat", above + name);
    if (seen?.encoding !== undefined) kept.push(name);
  }
  return [...names, ...kept];
}

const changes = ["unlink", "rmdir", "rename", "chmod", "chown", "lchown", "open"] as const;

/** Calls on what is only shown: a change of it would have to go to wherever the subject keeps it. */
function changing(shown: Shown): FileSystem {
  const guarded = changes.flatMap((name) => {
    const call = shown.upper[name] as ((path: string, ...rest: unknown[]) => unknown) | undefined;
    if (call === undefined) return [];
    const guard = async (path: string, ...rest: unknown[]): Promise<unknown> => {
      if ((await shown.whiteouts()).includes(clean(path))) {
        const found = await real(shown.upper, "lstat", path);
        if (found === undefined) throw new Lack(sentences.shownWhiteout);
      }
      return call.call(shown.upper, path, ...rest);
    };
    return [[name, guard] as const];
  });
  return Object.fromEntries(guarded);
}

type Looking = "stat" | "lstat" | "readdir";
type Found<M extends Looking> = Awaited<ReturnType<NonNullable<FileSystem[M]>>>;

/** What a call finds; undefined where it fails or is not there. */
async function real<M extends Looking>(
  fs: FileSystem,
  name: M,
  path: string,
): Promise<(Found<M> & { readonly encoding?: string }) | undefined> {
  try {
    return (await fs[name]?.(path)) as Found<M> & { readonly encoding?: string };
  } catch {
    return undefined;
  }
}

function defined<T extends object>(fields: T): { [N in keyof T]?: NonNullable<T[N]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
