import { long } from "../../../harness/agent/structs.ts";
import type { FileSystemStatus } from "../vfs/filesystem-status.ts";
import { answered, host } from "./host.ts";

/* struct statfs: statfs(2), asm-generic/statfs.h */

const buffer = Buffer.alloc(120);

export function statusOf(fd: number): FileSystemStatus {
  answered(host.fstatfs(fd, buffer));
  return {
    type: buffer.readUInt32LE(0),
    bsize: long(buffer, 8),
    blocks: long(buffer, 16),
    bfree: long(buffer, 24),
    bavail: long(buffer, 32),
    files: long(buffer, 40),
    ffree: long(buffer, 48),
    fsid: new Uint8Array(buffer.subarray(56, 64)),
    namelen: long(buffer, 64),
    frsize: long(buffer, 72),
  };
}

const ST_RDONLY = 1;

export function isReadonly(fd: number): boolean {
  answered(host.fstatfs(fd, buffer));
  return (long(buffer, 80) & ST_RDONLY) !== 0;
}
