import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Adapter, RemoteAdapter, Topology } from "../../adapters/adapter.ts";
import { nearest } from "../language/nearest.ts";
import { agentCommand, diesWithParent } from "./launch.ts";
import { onPath } from "./on-path.ts";
import { built, packageRoot } from "./where.ts";

/** There is no such adapter: a wrong argument. */
export class UnknownAdapterError extends Error {
  override readonly name = "UnknownAdapterError";
}

/** The adapter is there and cannot be loaded. */
export class AdapterLoadError extends Error {
  override readonly name = "AdapterLoadError";
}

/** An adapter as the user asked for it, ready to be started. */
export interface Registered {
  readonly label: string;
  readonly command: readonly string[];
  /** Where its known failures are listed. */
  readonly knownFailures: string;
  /** Whether it is our own agent, which can be told what an earlier one has found. */
  readonly own: boolean;
  /** Whether it is a Linux kernel itself. */
  readonly linux: boolean;
}

export type AdapterOptions = Readonly<Record<string, string>>;

/** Names of the adapters that come with the package. */
export function adapterNames(): readonly string[] {
  const folder = built("adapters");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "adapter.js")))
    .map(({ name }) => name)
    .toSorted();
}

/**
 * `kernel` (a name), `./my-adapter.js` (a file), `my-package` (a package) or `exec:./agent --flag` (a program that
 * speaks the agent protocol).
 */
export async function register(
  label: string,
  options: AdapterOptions,
  unprivileged = false,
): Promise<Registered> {
  if (label.startsWith("exec:")) return program(label, options);
  const [name, variant] = parted(label);
  const { file, knownFailures } = locate(name);
  const module = pathToFileURL(file).href;
  const adapter = await load(name, module);
  const linux = adapter.linux === true;
  if (adapter.kind === "remote") {
    const chosen = variantOf(adapter, label, variant);
    const command = [...diesWithParent(), ...adapter.command({ ...options, ...chosen })];
    return { label, command, knownFailures, own: false, linux };
  }
  if (variant !== undefined) throw new UnknownAdapterError(`"${name}" has no "${variant}"`);
  const mounted = adapter.kind === "mounted" && (adapter.namespaces?.(options) ?? true);
  const command = agentCommand({ module, mounted, options, unprivileged });
  return { label, command, knownFailures, own: true, linux };
}

/** `vagrant:bookworm` is `vagrant`, and which one. A path may have a colon itself. */
function parted(label: string): readonly [name: string, variant?: string] {
  const at = label.indexOf(":");
  return at < 1 || /^[./]/.test(label) ? [label] : [label.slice(0, at), label.slice(at + 1)];
}

function variantOf(adapter: RemoteAdapter, label: string, variant: string | undefined) {
  if (variant === undefined) return {};
  if (adapter.variant === undefined || variant === "")
    throw new UnknownAdapterError(`"${label}" is no adapter: leave out what is behind the colon`);
  return { [adapter.variant]: variant };
}

/** The topologies that an adapter is to be judged in. */
export async function topologiesOf(label: string): Promise<readonly Topology[]> {
  if (label.startsWith("exec:")) return [];
  const [name] = parted(label);
  const adapter = await load(name, pathToFileURL(locate(name).file).href);
  return (adapter.kind === "mounted" && adapter.topologies) || [];
}

function program(label: string, options: AdapterOptions): Registered {
  const words = label.slice("exec:".length).split(/\s+/).filter(Boolean);
  if (words.length === 0) throw new UnknownAdapterError(`"${label}" names no program`);
  const [file = "", ...args] = words;
  const path = file.includes("/") ? resolve(file) : file;
  if (!(file.includes("/") ? existsSync(path) : onPath(file))) {
    throw new UnknownAdapterError(`there is no program "${file}"`);
  }
  const flags = Object.entries(options).map(([key, value]) => `--option=${key}=${value}`);
  return {
    label,
    command: [path, ...args, ...flags],
    knownFailures: join(dirname(resolve(file)), "known-failures.json"),
    own: false,
    linux: false,
  };
}

function locate(label: string): { readonly file: string; readonly knownFailures: string } {
  const names = adapterNames();
  if (names.includes(label)) {
    return {
      file: built(`adapters/${label}/adapter.js`),
      knownFailures: join(packageRoot, "adapters", label, "known-failures.json"),
    };
  }
  const file = /^[./]/.test(label) ? resolve(label) : packageFile(label);
  if (file === undefined || !existsSync(file)) {
    const known = `known are ${names.join(", ")}, a path such as ./my-adapter.js, and exec:PROGRAM`;
    throw new UnknownAdapterError(`unknown adapter "${label}"${nearest(label, names)}; ${known}`);
  }
  return { file, knownFailures: join(dirname(file), "known-failures.json") };
}

function packageFile(label: string): string | undefined {
  try {
    return createRequire(join(process.cwd(), "package.json")).resolve(label);
  } catch {
    return undefined;
  }
}

async function load(label: string, module: string): Promise<Adapter | RemoteAdapter> {
  let loaded: { readonly default?: Partial<Adapter | RemoteAdapter> };
  try {
    loaded = (await import(module)) as typeof loaded;
  } catch (cause) {
    throw new AdapterLoadError(`adapter "${label}" fails on import: ${(cause as Error).message}`, {
      cause,
    });
  }
  const adapter = loaded.default;
  const parts = adapter?.kind === "remote" ? ["command"] : ["probe", "open"];
  const missing = ["name", "kind", ...parts].filter((part) => !(part in (adapter ?? {})));
  if (adapter === undefined || missing.length > 0) {
    const what = adapter === undefined ? "default export" : missing.join(", ");
    throw new AdapterLoadError(`"${label}" is no adapter: it has no ${what}`);
  }
  return adapter as Adapter | RemoteAdapter;
}
