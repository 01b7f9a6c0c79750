import { majorOf, minorOf } from "./mode.ts";
import type { Process } from "./process.ts";

/** All mappings of a process, as its /proc/self/maps shows them; without the names of their files. proc_pid_maps(5) */
export function mapsOf({ mappings }: Process): string {
  return [...mappings.all()]
    .map(({ address, length, file, offset, readable, writable, shared }) => {
      const allowed = `${readable ? "r" : "-"}${writable ? "w" : "-"}-${shared ? "s" : "p"}`;
      const { device } = file.filesystem;
      const where = [majorOf(device), minorOf(device)].map((part) => hex(part, 2)).join(":");
      const range = `${hex(address, 8)}-${hex(address + length, 8)}`;
      return `${range} ${allowed} ${hex(offset, 8)} ${where} ${file.inode.getattr().ino}\n`;
    })
    .join("");
}

function hex(value: number, least: number): string {
  return value.toString(16).padStart(least, "0");
}
