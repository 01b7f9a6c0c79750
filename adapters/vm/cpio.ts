import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What an archive holds. Paths are without a leading `/`; directories come before what is in them. */
export interface ArchiveEntry {
  readonly path: string;
  /** With the type, as in st_mode. */
  readonly mode: number;
  /** Of a file that is made. */
  readonly data?: Buffer;
  /** The file of the host that it is a copy of. */
  readonly source?: string;
}

const fileType = { directory: 0o040000, file: 0o100000 } as const;

export const directory = (path: string): ArchiveEntry => ({
  path,
  mode: fileType.directory | 0o755,
});

export const copy = (path: string, source: string): ArchiveEntry => ({
  path,
  mode: fileType.file | 0o755,
  source,
});

export const text = (path: string, content: string): ArchiveEntry => ({
  path,
  mode: fileType.file | 0o755,
  data: Buffer.from(content),
});

/**
 * Writes an archive in the form "newc", which a kernel unpacks at boot. Owners are root, times are 0: equal content
 * gives equal archives. Source: Documentation/driver-api/early-userspace/buffer-format.rst.
 */
export function writeArchive(target: string, entries: readonly ArchiveEntry[]): void {
  const fd = openSync(target, "w");
  try {
    for (const [index, entry] of entries.entries()) writeEntry(fd, entry, index + 1);
    writeEntry(fd, { path: "TRAILER!!!", mode: 0 }, 0);
  } finally {
    closeSync(fd);
  }
}

function writeEntry(fd: number, entry: ArchiveEntry, inode: number): void {
  const { path, mode, source } = entry;
  const data = source === undefined ? entry.data : readFileSync(source);
  const name = Buffer.from(`${path}\0`);
  const size = data?.length ?? 0;
  // inode, mode, uid, gid, nlink, mtime, size, device, rdev, length of the name, check
  const fields = [inode, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, name.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`;
  const head = padded(Buffer.concat([Buffer.from(header), name]));
  writeSync(fd, head);
  if (data !== undefined) writeSync(fd, padded(data));
}

/** To a multiple of four bytes. */
function padded(bytes: Buffer): Buffer {
  const over = bytes.length % 4;
  return over === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - over)]);
}
