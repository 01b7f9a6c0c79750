import { byBytes } from "../../observe/order.ts";
import { sentences } from "./absent.ts";
import { Lack, Refusal } from "./failure.ts";
import { formatOf, typeOf } from "./numbers.ts";
import type { Carriers } from "./scene.ts";

/* Names: making, removing, moving and listing them; the working directory; the mask. */

export const directoryCarriers: Carriers = {
  async mkdir({ world, place }, { path, mode }) {
    await world.method(place, "mkdir")(world.path(place, path), (mode ?? 0o755) & ~world.umask);
  },
  async mknod({ world, place }, { path, type, mode, major, minor }) {
    const bits = formatOf(type) | ((mode ?? 0o644) & ~world.umask);
    await world.method(place, "mknod")(world.path(place, path), bits, major ?? 0, minor ?? 0);
  },
  async symlink({ world, place }, { target, path }) {
    await world.method(place, "symlink")(target, world.path(place, path));
  },
  async link({ world, place }, { from, to, flags }) {
    if (flags !== undefined && flags.length > 0) throw new Lack(sentences.linkFlags);
    await world.method(place, "link")(world.path(place, from), world.path(place, to));
  },
  async unlink({ world, place }, { path }) {
    await world.method(place, "unlink")(world.path(place, path));
  },
  async rmdir({ world, place }, { path }) {
    await world.method(place, "rmdir")(world.path(place, path));
  },
  async rename({ world, place }, { from, to, flags }) {
    if (flags !== undefined && flags.length > 0) throw new Lack(sentences.renameFlags);
    const [source, target] = [world.path(place, from), world.path(place, to)];
    await world.method(place, "rename")(source, target);
    world.renamed(place, source, target);
  },
  async readlink({ world, place }, { path }) {
    return world.method(place, "readlink")(world.path(place, path));
  },
  async readdir({ world }, { slot }) {
    const open = world.slots.get(slot);
    const { place, path } = open;
    if (open.listed) return [];
    const names = await world.method(place, "readdir")(path);
    open.listed = true;
    return names.filter((name) => name !== "." && name !== "..").toSorted(byBytes);
  },
  async chdir({ world, place }, { path }) {
    const target = world.path(place, path);
    const { mode } = await world.method(place, "stat")(target);
    if (typeOf(mode) !== "dir") throw new Refusal("ENOTDIR");
    world.chdir(place, target);
  },
  fchdir({ world }, { slot }) {
    world.chdir(world.slots.get(slot).place, world.slots.directory(slot));
  },
  getcwd({ world, place }) {
    return world.cwd(place);
  },
  umask({ world }, { mask }) {
    const old = world.umask;
    world.umask = mask & 0o777;
    return old;
  },
};
