import type * as F from "../../language/flags.ts";
import type { memoryOps } from "../../language/ops/memory.ts";
import { toBytes } from "../../observe/bytes.ts";
import { bits } from "../constants.ts";
import { bytesOf } from "../content.ts";
import { type Mapping, fdOf, mappingOf, unmap } from "../context.ts";
import { done, failed } from "../outcome.ts";
import { mappedFile, peek, poke } from "../own-memory.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  mmap: system("mmap", "piiiii"),
  msync: system("msync", "iii"),
} as const;

type Values<W extends readonly string[]> = Readonly<Record<W[number], number>>;

/** Source: asm-generic/mman-common.h, asm-generic/mman.h and linux/mman.h */
const protections: Values<typeof F.protections> = { PROT_READ: 1, PROT_WRITE: 2, PROT_EXEC: 4 };
const mapFlags: Values<typeof F.mapFlags> = {
  MAP_SHARED: 1,
  MAP_PRIVATE: 2,
  MAP_SHARED_VALIDATE: 3,
  MAP_POPULATE: 0x8000,
};
const msyncFlags: Values<typeof F.msyncFlags> = { MS_ASYNC: 1, MS_INVALIDATE: 2, MS_SYNC: 4 };

const page = 4096;

/** Beyond its last page a mapping ends: what lies there is the agent's own. */
function inside({ length }: Mapping, offset: number, size: number): boolean {
  return offset >= 0 && offset + size <= Math.ceil(length / page) * page;
}

export const memoryPerformers: Performers<keyof typeof memoryOps> = {
  mmap(context, { map, slot, length, protection, flags, offset }) {
    const kept = bits(protections, protection);
    const how = bits(mapFlags, flags);
    const address = call.mmap(null, length, kept, how, fdOf(context, slot), offset ?? 0);
    if (address < 0) return failed(address);
    unmap(context, map);
    context.maps.set(map, { address, length });
    return done(0);
  },
  load(context, { map, offset, length }) {
    const mapping = mappingOf(context, map);
    const b = Buffer.alloc(length);
    const whole = inside(mapping, offset, length) && peek(mapping.address + offset, b);
    return whole ? { value: toBytes(b) } : { errno: "EFAULT" };
  },
  store(context, { map, offset, data }) {
    const mapping = mappingOf(context, map);
    const b = bytesOf(data);
    const whole = inside(mapping, offset, b.length) && poke(mapping.address + offset, b);
    return whole ? done(0) : { errno: "EFAULT" };
  },
  msync(context, { map, flags }) {
    const { address, length } = mappingOf(context, map);
    return done(call.msync(address, length, bits(msyncFlags, flags)));
  },
  mapinfo(context, { map }) {
    context.standpoint.home();
    const found = mappedFile(mappingOf(context, map).address);
    return found === undefined ? { errno: "EFAULT" } : { value: found };
  },
  munmap: (context, { map }) => done(unmap(context, map)),
};
