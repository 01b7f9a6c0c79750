import type { Layers } from "../../adapters/adapter.ts";
import type { Place } from "../language/step.ts";
import { calls, AT_FDCWD } from "./calls.ts";
import { openFlags } from "./constants.ts";
import type { Kernel } from "./kernel.ts";
import { kernelInUse } from "./syscalls.ts";

/** A working directory that a scenario changed to, by descriptor. */
export interface Chosen {
  readonly place: Place;
  readonly fd: number;
}

/** Another descriptor of a directory. */
function hold(dirfd: number): number {
  const how = openFlags.O_PATH | openFlags.O_CLOEXEC;
  return must(calls.openat(dirfd, ".", how, 0), "hold the working directory");
}

/**
 * Where the process stands. A step runs with its place as the root of the process, so that its paths reach the kernel
 * word for word, absolute symbolic links stay inside, and nothing leads out of the scenario.
 *
 * The root and the working directory belong to all threads of the process but those of lanes. Everything of the agent
 * that uses paths of its own goes home first.
 */
export class Standpoint {
  readonly #layers: Layers;
  #at: Place | undefined;
  /** For coming back. */
  #cwd: Chosen | undefined;

  /** @param cwd the working directory to begin with; it stays the caller's */
  constructor(layers: Layers, cwd?: Chosen) {
    this.#layers = layers;
    if (cwd !== undefined) this.#cwd = { place: cwd.place, fd: hold(cwd.fd) };
  }

  get cwd(): Chosen | undefined {
    return this.#cwd;
  }

  enter(place: Place): void {
    if (this.#at === place) return;
    this.home();
    settle();
    must(calls.chroot(directoryOf(this.#layers, place)), `enter the place "${place}"`);
    this.#at = place;
    if (this.#cwd?.place === place)
      must(calls.fchdir(this.#cwd.fd), "return to the working directory");
    else must(calls.chdir("/"), `stand in the place "${place}"`);
  }

  /** The step changed the working directory: remember it over the next look at the trees. */
  moved(): void {
    this.#forget();
    if (this.#at !== undefined) this.#cwd = { place: this.#at, fd: hold(AT_FDCWD) };
  }

  /** Back to the real root. */
  home(): void {
    if (this.#at === undefined) return;
    goHome();
    this.#at = undefined;
  }

  /** Home for good: a held directory would keep the mount busy. */
  leave(): void {
    this.home();
    this.#forget();
  }

  #forget(): void {
    if (this.#cwd !== undefined) calls.close(this.#cwd.fd);
    this.#cwd = undefined;
  }
}

interface Home {
  /** The real root. */
  readonly root: number;
  /** /proc, which no place has. */
  readonly proc: number;
}

/** One for each kernel that has answered: descriptors are its own. */
const homes = new Map<Kernel | undefined, Home>();

function home(): Home {
  const found = homes.get(kernelInUse());
  if (found === undefined) throw new Error("Cannot go home: no place was entered");
  return found;
}

function goHome(): void {
  must(calls.fchdir(home().root), "return to the real root");
  must(calls.chroot("."), "make it the root again");
}

/** Before a place is entered for the first time. */
export function settle(): void {
  if (homes.has(kernelInUse())) return;
  const how = openFlags.O_PATH | openFlags.O_CLOEXEC;
  const root = must(calls.openat(AT_FDCWD, "/", how, 0), "open the real root");
  const proc = must(calls.openat(AT_FDCWD, "/proc", how, 0), "open /proc");
  homes.set(kernelInUse(), { root, proc });
  must(calls.chdir("/"), "stand in the real root");
}

/** Where a descriptor points, as the place sees it in which the process stands. */
export function nameOf(fd: number): string {
  const b = Buffer.allocUnsafe(4096);
  const n = must(calls.readlinkat(home().proc, `self/fd/${fd}`, b, b.length), "name a descriptor");
  return b.toString("utf8", 0, n);
}

export function directoryOf(layers: Layers, place: Place): string {
  switch (place) {
    case "merged":
    case "upper":
    case "work":
    case "root":
      return layers[place];
    default: {
      const lower = layers.lowers[Number(place.slice("lower".length))];
      if (lower === undefined)
        throw new Error(`Cannot stand in "${place}": the scenario has no such layer`);
      return lower;
    }
  }
}

/** @throws where the agent's own call fails */
export function must(result: number, action: string): number {
  if (result < 0) throw new Error(`Cannot ${action}: errno ${-result}`);
  return result;
}
