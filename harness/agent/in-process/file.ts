import type { Handle } from "../../../adapters/file-system.ts";
import { bytesOf } from "../content.ts";
import type { ArgsOf } from "../../language/step.ts";
import { toBytes } from "../../observe/bytes.ts";
import { sentences } from "./absent.ts";
import { Lack, Refusal } from "./failure.ts";
import { openNumber, typeOf } from "./numbers.ts";
import type { Carriers, Scene } from "./scene.ts";
import type { Open, OpenFile } from "./slots.ts";
import { clean } from "./world.ts";

/* Descriptors and the data behind them. */

async function openFile(scene: Scene, args: ArgsOf<"open">): Promise<void> {
  const { world, place } = scene;
  const { slot, flags } = args;
  if (flags.includes("O_TMPFILE")) throw new Lack(sentences.tmpfile);
  if (flags.includes("O_PATH")) throw new Lack(sentences.path);
  const path = world.path(place, args.path);
  if (flags.includes("O_DIRECTORY")) return openDirectory(scene, slot, path, args);
  const mode = (args.mode ?? 0) & ~world.umask;
  const handle = await world.method(place, "open")(path, openNumber(flags), mode);
  await world.slots.set(slot, {
    kind: "file",
    place,
    path: clean(path),
    handle,
    append: flags.includes("O_APPEND"),
    directory: await isDirectory(handle),
    position: 0,
    moved: false,
    listed: false,
    slots: 0,
  });
}

async function isDirectory(handle: Handle): Promise<boolean> {
  const stats = await handle.stat?.();
  return stats !== undefined && typeOf(stats.mode) === "dir";
}

/** The answers of open(2) to O_DIRECTORY, by the subject's stat. */
async function openDirectory(
  { world, place }: Scene,
  slot: string,
  path: string,
  { flags }: ArgsOf<"open">,
): Promise<void> {
  if (flags.includes("O_CREAT")) throw new Refusal("EINVAL");
  const follow = !flags.includes("O_NOFOLLOW");
  const { mode } = await world.method(place, follow ? "stat" : "lstat")(path);
  if (typeOf(mode) !== "dir") throw new Refusal("ENOTDIR");
  if (flags.includes("O_WRONLY") || flags.includes("O_RDWR")) throw new Refusal("EISDIR");
  await world.slots.set(slot, {
    kind: "directory",
    place,
    path: clean(path),
    listed: false,
    slots: 0,
  });
}

async function readFrom(open: OpenFile, length: number, position: number | null): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await open.handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function writeTo(open: OpenFile, data: Buffer, position: number | null): Promise<number> {
  if (open.handle.write === undefined) throw new Refusal("ENOSYS");
  const { bytesWritten } = await open.handle.write(data, 0, data.length, position);
  return bytesWritten;
}

const here = (open: OpenFile): number | null => (open.moved ? open.position : null);

function rewind(open: Open, offset: number, whence: string): number {
  if (offset !== 0 || whence !== "SEEK_SET") throw new Lack(sentences.directoryOffsets);
  open.listed = false;
  return 0;
}

async function sizeOf(open: OpenFile): Promise<number> {
  if (open.handle.stat === undefined) throw new Refusal("ENOSYS");
  return (await open.handle.stat()).size;
}

async function sync({ world }: Scene, { slot }: { readonly slot: string }): Promise<void> {
  const open = world.slots.get(slot);
  if (open.kind === "directory") return;
  if (open.handle.sync === undefined) throw new Refusal("ENOSYS");
  await open.handle.sync();
}

export const fileCarriers: Carriers = {
  open: openFile,
  close: async ({ world }, { slot }) => world.slots.close(slot),
  async dup({ world }, { slot, into }) {
    await world.slots.set(into, world.slots.get(slot));
  },
  async read({ world }, { slot, length }) {
    const open = world.slots.file(slot);
    const data = await readFrom(open, length, here(open));
    open.position += data.length;
    return toBytes(data);
  },
  async pread({ world }, { slot, length, offset }) {
    return toBytes(await readFrom(world.slots.file(slot), length, offset));
  },
  async write({ world }, { slot, data }) {
    const open = world.slots.file(slot);
    const count = await writeTo(open, bytesOf(data), open.append ? null : here(open));
    open.position = open.append ? await sizeOf(open) : open.position + count;
    return count;
  },
  async pwrite({ world }, { slot, data, offset }) {
    return writeTo(world.slots.file(slot), bytesOf(data), offset);
  },
  async lseek({ world }, { slot, offset, whence }) {
    const open = world.slots.get(slot);
    if (open.kind === "directory" || open.directory) return rewind(open, offset, whence);
    if (whence === "SEEK_DATA" || whence === "SEEK_HOLE") throw new Lack(sentences.holes);
    const bases = {
      SEEK_SET: () => 0,
      SEEK_CUR: () => open.position,
      SEEK_END: () => sizeOf(open),
    };
    const position = (await bases[whence]()) + offset;
    if (position < 0) throw new Refusal("EINVAL");
    open.position = position;
    open.moved = true;
    return position;
  },
  async truncate({ world, place }, { path, length }) {
    await world.method(place, "truncate")(world.path(place, path), length);
  },
  async ftruncate({ world }, { slot, length }) {
    const open = world.slots.get(slot);
    if (open.kind === "directory") throw new Refusal("EINVAL");
    if (open.handle.truncate === undefined) throw new Refusal("ENOSYS");
    await open.handle.truncate(length);
  },
  fsync: sync,
  fdatasync: sync,
};
