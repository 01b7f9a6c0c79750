/* Modes and device numbers as inodes hold them. Source: linux/stat.h, linux/kdev_t.h */

export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o060000;
export const S_IFDIR = 0o040000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;

export const S_ISUID = 0o4000;
export const S_ISGID = 0o2000;
export const S_ISVTX = 0o1000;

export function isDirectory(mode: number): boolean {
  return (mode & S_IFMT) === S_IFDIR;
}

export function isRegular(mode: number): boolean {
  return (mode & S_IFMT) === S_IFREG;
}

export function isSymlink(mode: number): boolean {
  return (mode & S_IFMT) === S_IFLNK;
}

export function isDevice(mode: number): boolean {
  const type = mode & S_IFMT;
  return type === S_IFCHR || type === S_IFBLK;
}

/** The character device 0:0 by which a layer says that a name is deleted. */
export function isWhiteoutDevice(mode: number, rdev: number): boolean {
  return (mode & S_IFMT) === S_IFCHR && rdev === 0;
}

/** MKDEV: 12 bits of major, 20 of minor. */
export function deviceOf(major: number, minor: number): number {
  return ((major << 20) | minor) >>> 0;
}

export function majorOf(device: number): number {
  return device >>> 20;
}

export function minorOf(device: number): number {
  return device & 0xfffff;
}
