import type { Content } from "../content.ts";
import type * as F from "../flags.ts";
import { type Constructor, type Flags, make } from "./make.ts";

/* Mappings. */

export const mmap: Constructor<
  "mmap",
  [
    map: string,
    slot: string,
    length: number,
    protection: Flags<typeof F.protections>,
    flags: Flags<typeof F.mapFlags>,
  ],
  [offset: number]
> = make("mmap");
export const load: Constructor<"load", [map: string, offset: number, length: number]> =
  make("load");
export const store: Constructor<"store", [map: string, offset: number, data: Content]> =
  make("store");
export const msync: Constructor<"msync", [map: string, flags: Flags<typeof F.msyncFlags>]> =
  make("msync");
export const mapinfo: Constructor<"mapinfo", [map: string]> = make("mapinfo");
export const munmap: Constructor<"munmap", [map: string]> = make("munmap");
