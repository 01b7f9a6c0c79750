import { type Layer, Overlay, memoryLayer } from "../../adapters/overlay-ts/index.ts";
import zenfs from "../../adapters/zenfs/adapter.ts";
import type { FileSystem } from "../../adapters/file-system.ts";

/* The overlay in TypeScript by itself, in memory, on one core: beside ZenFS, and against its own sizes. */

const files = 100;
const O_CREAT_WRONLY = 0o101;

export async function benchOverlayTs(): Promise<void> {
  console.log(
    "\noverlay-ts in memory, two lowers: create, stat of it, stat of a lower file, unlink",
  );
  const { sync, promises } = overlayOver([filled(), filled()]);
  const own = bestRate(() => syncRound(sync, 20_000));
  const ownLater = await bestRateLater(() => promisedRound(promises, 5000));
  const zen = await bestRateLater(async () => promisedRound(await zenfsOver(), 2000));
  row("overlay-ts, sync", `${own} ops/s`);
  row("overlay-ts, promises", `${ownLater} ops/s`);
  row(
    "@zenfs/core, promises",
    `${zen} ops/s; overlay-ts takes ${(zen / ownLater).toFixed(2)} of it`,
  );
  console.log("\nfirst lookup of a name that only the lowest of N lowers has");
  for (const count of [1, 10, 100, 500]) row(`${count} lowers`, `${lookupCost(count)} us`);
  console.log("\nmerged listing, half of the names in each of two lowers");
  for (const count of [10, 100, 1000, 10_000, 100_000])
    row(`${count} entries`, `${listingCost(count)} us an entry`);
}

function row(name: string, value: string): void {
  console.log(`${name.padEnd(22)} ${value}`);
}

function filled(): Layer {
  const layer = memoryLayer();
  layer.sync.mkdir("/d");
  for (let index = 0; index < files; index += 1) layer.sync.writeFile(`/d/f${index}`, "lower");
  return layer;
}

const overlayOver = (lowers: readonly Layer[]): Overlay =>
  new Overlay({ lowers, upper: memoryLayer() });

/** The same layers for ZenFS. */
async function zenfsOver(): Promise<Calls> {
  const [lower, below, upper] = [await zenfs.layer(), await zenfs.layer(), await zenfs.layer()];
  for (const layer of [lower, below]) {
    await layer.mkdir?.("/d", 0o755);
    for (let index = 0; index < files; index += 1) await create(layer, `/d/f${index}`);
  }
  const { fs } = zenfs.open([lower, below], upper);
  return {
    create: (path) => create(fs, path),
    stat: async (path) => fs.stat?.(path),
    unlink: async (path) => fs.unlink?.(path),
  };
}

async function create(fs: FileSystem, path: string): Promise<void> {
  const handle = await fs.open?.(path, O_CREAT_WRONLY, 0o644);
  await handle?.close();
}

interface Calls {
  create(path: string): Promise<void>;
  stat(path: string): Promise<unknown>;
  unlink(path: string): Promise<unknown>;
}

/** Gives how many calls it made. */
function syncRound(sync: Overlay["sync"], rounds: number): number {
  for (let index = 0; index < rounds; index += 1) {
    sync.open(`/d/n${index}`, "w").close();
    sync.stat(`/d/n${index}`);
    sync.stat(`/d/f${index % files}`);
    sync.unlink(`/d/n${index}`);
  }
  return rounds * 4;
}

async function promisedRound(calls: Calls | Overlay["promises"], rounds: number): Promise<number> {
  for (let index = 0; index < rounds; index += 1) {
    if ("create" in calls) await calls.create(`/d/n${index}`);
    else await (await calls.open(`/d/n${index}`, "w")).close();
    await calls.stat(`/d/n${index}`);
    await calls.stat(`/d/f${index % files}`);
    await calls.unlink(`/d/n${index}`);
  }
  return rounds * 4;
}

const tries = 3;

const rateOf = (calls: number, since: number): number =>
  Math.round((calls * 1000) / (performance.now() - since));

function bestRate(round: () => number): number {
  const rates = Array.from({ length: tries }, () => {
    const since = performance.now();
    return rateOf(round(), since);
  });
  return Math.max(...rates);
}

async function bestRateLater(round: () => Promise<number>): Promise<number> {
  let best = 0;
  for (let index = 0; index < tries; index += 1) {
    const since = performance.now();
    best = Math.max(best, rateOf(await round(), since));
  }
  return best;
}

/** Microseconds for each of many names, looked up for the first time. */
function lookupCost(count: number): string {
  const lowest = memoryLayer();
  for (let index = 0; index < files; index += 1) lowest.sync.writeFile(`/f${index}`, "");
  const lowers = [...Array.from({ length: count - 1 }, memoryLayer), lowest];
  return cheapest(
    files,
    () => overlayOver(lowers).sync,
    (sync) => {
      for (let index = 0; index < files; index += 1) sync.stat(`/f${index}`);
    },
  );
}

function listingCost(count: number): string {
  const lowers = [memoryLayer(), memoryLayer()];
  for (let index = 0; index < count; index += 1)
    lowers[index % 2]?.sync.mknod(`/n${index}`, 0o100644);
  return cheapest(
    count,
    () => overlayOver(lowers).sync,
    (sync) => void sync.readdir("/"),
  );
}

/** Microseconds for each of `count`, the best of several overlays: the first ones are compiled meanwhile. */
function cheapest(
  count: number,
  fresh: () => Overlay["sync"],
  use: (sync: Overlay["sync"]) => void,
): string {
  const costs = Array.from({ length: 12 }, () => {
    const sync = fresh();
    const since = performance.now();
    use(sync);
    return ((performance.now() - since) * 1000) / count;
  });
  return Math.min(...costs).toFixed(2);
}
