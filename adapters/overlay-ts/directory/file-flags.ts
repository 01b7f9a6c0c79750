import type { FileFlags } from "../vfs/inode.ts";
import { answered, host } from "./host.ts";

/* ioctl_iflags(2), and struct fsxattr of linux/fs.h for the project. */

const FS_IOC_GETFLAGS = 0x80086601;
const FS_IOC_SETFLAGS = 0x40086602;
const FS_IOC_FSGETXATTR = 0x801c581f;
const FS_IOC_FSSETXATTR = 0x401c5820;

const flagsBuffer = Buffer.alloc(8);
const extended = Buffer.alloc(28);
const projectAt = 12;

/** @param file an opened file or directory */
export function readFlags(file: number): FileFlags {
  answered(host.ioctl(file, FS_IOC_GETFLAGS, flagsBuffer));
  answered(host.ioctl(file, FS_IOC_FSGETXATTR, extended));
  return { flags: flagsBuffer.readUInt32LE(0), projid: extended.readUInt32LE(projectAt) };
}

/** The project goes first: what is immutable takes none. */
export function writeFlags(file: number, { flags, projid }: FileFlags): void {
  answered(host.ioctl(file, FS_IOC_FSGETXATTR, extended));
  if (extended.readUInt32LE(projectAt) !== projid) {
    extended.writeUInt32LE(projid, projectAt);
    answered(host.ioctl(file, FS_IOC_FSSETXATTR, extended));
  }
  flagsBuffer.writeUInt32LE(flags, 0);
  answered(host.ioctl(file, FS_IOC_SETFLAGS, flagsBuffer));
}
