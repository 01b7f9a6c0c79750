import type { Awaitable, Handle, Stats } from "../../../adapters/file-system.ts";
import type { Time } from "../../language/content.ts";
import { Refusal } from "./failure.ts";
import { accessNumber, device, nanoseconds, secondsOf, typeOf } from "./numbers.ts";
import type { Carriers, Scene } from "./scene.ts";

/* Attributes of inodes other than the extended ones. */

/** What stat(2) gives. Fields that the subject does not have are absent, not invented. */
function statOf(stats: Stats): unknown {
  const { mode, nlink, uid, gid, size, ino, dev, rdev, atimeMs, mtimeMs, ctimeMs } = stats;
  const found = {
    type: typeOf(mode),
    mode: mode & 0o7777,
    nlink,
    uid,
    gid,
    size,
    ino: ino?.toString(),
    dev: dev === undefined ? undefined : device(dev),
    rdev: rdev === undefined ? undefined : device(rdev),
    atime: stamp(atimeMs),
    mtime: stamp(mtimeMs),
    ctime: stamp(ctimeMs),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function stamp(ms: number | undefined): unknown {
  if (ms === undefined) return undefined;
  const ns = nanoseconds(ms);
  return { sec: Number(ns / 1_000_000_000n), nsec: Number(ns % 1_000_000_000n) };
}

async function handleStats({ world, place }: Scene, slot: string): Promise<Stats> {
  const open = world.slots.get(slot);
  return open.kind === "directory"
    ? world.method(place, "stat")(open.path)
    : on(open.handle, "stat")();
}

/** A method of a handle. A handle is no place for declared lacks: what is absent there was opened by the subject. */
function on<M extends keyof Handle>(handle: Handle, name: M): NonNullable<Handle[M]> {
  const found = handle[name];
  if (found === undefined) throw new Refusal("ENOSYS");
  return found.bind(handle) as NonNullable<Handle[M]>;
}

/** Both times in seconds; `omit` takes what is there. */
async function times(
  { atime, mtime }: { readonly atime: Time; readonly mtime: Time },
  current: () => Awaitable<Stats>,
): Promise<[atime: number, mtime: number]> {
  const kept = atime === "omit" || mtime === "omit" ? await current() : undefined;
  return [
    atime === "omit" ? (kept?.atimeMs ?? 0) / 1000 : secondsOf(atime),
    mtime === "omit" ? (kept?.mtimeMs ?? 0) / 1000 : secondsOf(mtime),
  ];
}

export const metadataCarriers: Carriers = {
  async stat({ world, place }, { path }) {
    return statOf(await world.method(place, "stat")(world.path(place, path)));
  },
  async lstat({ world, place }, { path }) {
    return statOf(await world.method(place, "lstat")(world.path(place, path)));
  },
  async fstat(scene, { slot }) {
    return statOf(await handleStats(scene, slot));
  },
  async access({ world, place }, { path, mode }) {
    await world.method(place, "access")(world.path(place, path), accessNumber(mode));
  },
  async chmod({ world, place }, { path, mode }) {
    await world.method(place, "chmod")(world.path(place, path), mode);
  },
  async fchmod({ world }, { slot, mode }) {
    const open = world.slots.get(slot);
    if (open.kind === "file") await on(open.handle, "chmod")(mode);
    else await world.method(open.place, "chmod")(open.path, mode);
  },
  async chown({ world, place }, { path, uid, gid }) {
    await world.method(place, "chown")(world.path(place, path), uid, gid);
  },
  async lchown({ world, place }, { path, uid, gid }) {
    await world.method(place, "lchown")(world.path(place, path), uid, gid);
  },
  async fchown({ world }, { slot, uid, gid }) {
    const open = world.slots.get(slot);
    if (open.kind === "file") await on(open.handle, "chown")(uid, gid);
    else await world.method(open.place, "chown")(open.path, uid, gid);
  },
  async utimensat({ world, place }, { path, flags, ...wanted }) {
    const target = world.path(place, path);
    const nofollow = flags?.includes("AT_SYMLINK_NOFOLLOW") ?? false;
    const stat = world.method(place, nofollow ? "lstat" : "stat");
    const set = world.method(place, nofollow ? "lutimes" : "utimes");
    await set(target, ...(await times(wanted, () => stat(target))));
  },
  async futimens(scene, { slot, ...wanted }) {
    const open = scene.world.slots.get(slot);
    const both = await times(wanted, () => handleStats(scene, slot));
    if (open.kind === "file") await on(open.handle, "utimes")(...both);
    else await scene.world.method(open.place, "utimes")(open.path, ...both);
  },
};
